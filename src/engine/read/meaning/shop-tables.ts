import { closedIsRefunded, type ShopLayout } from './shop-layout.ts'

/** Tables of shops and of their books, as somebody takes them out of the database. */
export const shopTables: readonly ShopLayout[] = [
  {
    // The tables sales_order and sales_order_item: `base_` is the shop's own currency.
    shop: 'Magento',
    marks: ['incrementid', 'createdat'],
    roles: [
      ['incrementid', 'order_id'],
      ['entityid', 'attribute'],
      ['createdat', 'date'],
      ['rowtotal', 'amount'],
      ['basegrandtotal', 'amount'],
      ['grandtotal', 'amount'],
      ['qtyordered', 'quantity'],
      ['customeremail', 'email'],
      ['status', 'status'],
      ['state', 'attribute'],
      ['name', 'product_name'],
      ['basediscountamount', 'discount'],
      ['basetaxamount', 'tax'],
      ['baseshippingamount', 'shipping'],
      ['basetotalrefunded', 'refund'],
    ],
    statuses: closedIsRefunded,
  },
  {
    // The table orders: states by the numbers that every shop starts with.
    shop: 'PrestaShop',
    marks: ['idorder', 'currentstate'],
    roles: [
      ['reference', 'order_id'],
      ['idorder', 'order_id'],
      ['idcustomer', 'customer_id'],
      ['dateadd', 'date'],
      ['totalpaid', 'amount'],
      ['totalpaidtaxincl', 'amount'],
      ['totaldiscounts', 'discount'],
      ['totalshipping', 'shipping'],
      ['currentstate', 'status'],
      ['invoicenumber', 'attribute'],
    ],
    statuses: { '6': 'void', '7': 'refunded', '8': 'void' },
  },
  {
    // The table order: states by the numbers that every shop starts with.
    shop: 'OpenCart',
    marks: ['orderstatusid', 'dateadded'],
    roles: [
      ['orderid', 'order_id'],
      ['dateadded', 'date'],
      ['orderstatusid', 'status'],
    ],
    statuses: {
      '0': 'void',
      '7': 'void',
      '8': 'void',
      '10': 'void',
      '11': 'refunded',
      '12': 'refunded',
      '13': 'refunded',
      '14': 'void',
      '16': 'void',
    },
  },
  {
    // The table oxorder; `OXTOTALBRUTSUM` are the articles alone.
    shop: 'OXID',
    marks: ['oxordernr', 'oxorderdate'],
    roles: [
      ['oxordernr', 'order_id'],
      ['oxid', 'attribute'],
      ['oxorderdate', 'date'],
      ['oxuserid', 'customer_id'],
      ['oxbillemail', 'email'],
      ['oxtotalordersum', 'amount'],
      ['oxtotalbrutsum', 'attribute'],
      ['oxtotalnetsum', 'attribute'],
      ['oxdelcost', 'shipping'],
      ['oxdiscount', 'discount'],
      ['oxvoucherdiscount', 'attribute'],
      ['oxcurrency', 'currency'],
      ['oxstorno', 'cancelled'],
    ],
  },
  {
    // Tables VBAK/VBAP and VBRK/VBRP of SAP SD, under their technical names.
    shop: 'SAP',
    marks: ['vbeln', 'kunnr'],
    roles: [
      ['vbeln', 'order_id'],
      ['kunnr', 'customer_id'],
      ['kunag', 'customer_id'],
      ['erdat', 'date'],
      ['fkdat', 'date'],
      ['audat', 'date'],
      ['matnr', 'product'],
      ['arktx', 'product_name'],
      ['matkl', 'category'],
      ['kwmeng', 'quantity'],
      ['fkimg', 'quantity'],
      ['netwr', 'amount'],
      ['netpr', 'unit_price'],
      ['waerk', 'currency'],
      ['auart', 'type'],
    ],
  },
]
