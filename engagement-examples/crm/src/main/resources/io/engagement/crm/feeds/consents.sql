select s.contact_id, s.channel, s.granted, s.updated_at
from crm.consents s
