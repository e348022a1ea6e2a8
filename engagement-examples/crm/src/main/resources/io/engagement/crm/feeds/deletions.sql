select d.table_name as source, d.row_id, d.updated_at
from crm.deletions d
