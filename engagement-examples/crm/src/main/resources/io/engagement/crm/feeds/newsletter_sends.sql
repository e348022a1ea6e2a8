select cast(n.id as varchar(36)) as row_id, n.contact_id, n.campaign, n.sent_at, n.bounced, n.updated_at
from crm.newsletter_sends n
