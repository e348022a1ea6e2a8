select c.id as contact_id, c.merged_into, c.is_staff or c.is_test as is_nobody, c.created_at as since, a.country,
       case when a.updated_at > c.updated_at then a.updated_at else c.updated_at end as updated_at
from crm.contacts c left join crm.accounts a on a.id = c.account_id
