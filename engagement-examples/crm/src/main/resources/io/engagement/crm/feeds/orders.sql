select cast(o.id as varchar(36)) as row_id, o.contact_id, o.status, o.channel, o.ordered_at,
       sum(l.quantity * l.unit_price) as amount, o.updated_at
from crm.orders o join crm.order_lines l on l.order_id = o.id
group by o.id, o.contact_id, o.status, o.channel, o.ordered_at, o.updated_at
