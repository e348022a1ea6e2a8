select cast(a.id as varchar(36)) as row_id, a.contact_id, a.type, a.direction, a.thread_id, a.status, a.happened_at,
       a.minutes * 60 as seconds, a.updated_at
from crm.activities a
