select cast(t.id as varchar(36)) as row_id, t.contact_id, t.kind, t.channel, t.opened_at, t.satisfaction, t.updated_at
from crm.tickets t
