select d.table_name as feed, d.row_id, d.updated_at
from crm.deletions d
