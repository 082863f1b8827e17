import { describe, expect, it } from 'vitest'
import { readText } from '../../../../test/support/read-text.ts'
import { encodeUtf8 } from '../text/bytes.ts'
import { inspectBytes } from '../inspect-file.ts'

/** Lines of a file from its header and rows that name only the cells they fill. */
function file(header: string, rows: readonly Readonly<Record<string, string>>[], delimiter = ','): string {
  const names = header.split(delimiter).map((name) => name.replace(/^"|"$/g, ''))
  for (const row of rows)
    for (const name of Object.keys(row)) if (!names.includes(name)) throw new Error(`no column ${name}`)
  const lines = rows.map((row) => names.map((name) => quoted(row[name] ?? '', delimiter)).join(delimiter))
  return `${[header, ...lines].join('\n')}\n`
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell
}

function rolesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { role, name } of inspectBytes(encodeUtf8(text), true, {}).columns)
    if (role !== 'attribute' && role !== 'ignore') found[role] = name
  return found
}

/** `role=column|role=column` */
function pairs(text: string): Record<string, string> {
  return Object.fromEntries(text.split('|').map((pair) => pair.split('=')))
}

describe('exports as the shops write them', () => {
  it('Shopify orders: the total stands on the first line, refunds are taken off', () => {
    const header =
      'Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References'
    const line = (name: string, sku: string, first: Readonly<Record<string, string>>) => ({
      Name: name,
      Email: `${name.slice(1)}@mail.example`,
      'Created at': '2024-03-05 10:11:12 +0100',
      'Lineitem quantity': '1',
      'Lineitem name': `Tea ${sku}`,
      'Lineitem price': '10.00',
      'Lineitem sku': sku,
      'Lineitem requires shipping': 'true',
      'Lineitem taxable': 'true',
      'Lineitem fulfillment status': 'fulfilled',
      'Lineitem discount': '0.00',
      ...first,
    })
    const total = (status: string, amount: string, refunded: string, id: string) => ({
      'Financial Status': status,
      Currency: 'EUR',
      Subtotal: '20.00',
      Shipping: '4.90',
      Taxes: '3.98',
      Total: amount,
      'Discount Amount': '2.00',
      'Discount Code': 'SPRING',
      'Billing Name': 'Ada Marsh',
      'Refunded Amount': refunded,
      Id: id,
      'Shipping Method': 'DHL',
    })
    const read = readText(
      file(header, [
        line('#1001', 'A', total('paid', '24.90', '0.00', '4501')),
        line('#1001', 'B', {}),
        line('#1002', 'A', total('partially_refunded', '24.90', '10.00', '4502')),
        line('#1002', 'B', {}),
        line('#1003', 'A', total('refunded', '24.90', '24.90', '4503')),
        line('#1004', 'C', total('voided', '24.90', '0.00', '4504')),
        line('#1005', 'C', total('paid', '24.90', '24.90', '4505')),
      ]),
    )
    expect(read.roles).toMatchObject({
      order_id: 'Name',
      email: 'Email',
      date: 'Created at',
      amount: 'Total',
      discount: 'Discount Amount',
      shipping: 'Shipping',
      tax: 'Taxes',
      refund: 'Refunded Amount',
      status: 'Financial Status',
      product: 'Lineitem sku',
      currency: 'Currency',
    })
    expect(read.rows.map((row) => row.split(' | ').slice(2, 4).join(' '))).toEqual([
      '24.9 purchase',
      '0 purchase',
      '14.9 purchase',
      '0 purchase',
      '0 return',
      '0 void',
      '0 return',
    ])
  })

  it('Etsy sold order items: discounts come off, the number of the order is not that of the transaction', () => {
    const header =
      'Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship Address2,Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type,InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU'
    const item = (order: string, listing: string, price: string, off: string) => ({
      'Sale Date': '03/15/24',
      'Item Name': `Mug ${listing}`,
      Buyer: 'tessa',
      Quantity: '2',
      Price: price,
      'Discount Amount': off,
      'Shipping Discount': '0.00',
      'Order Shipping': '5.50',
      'Order Sales Tax': '1.20',
      'Item Total': String(2 * Number(price)),
      Currency: 'USD',
      'Transaction ID': `99${order}${listing}`,
      'Listing ID': listing,
      'Date Paid': '03/16/2024',
      'Order ID': order,
    })
    const read = readText(
      file(header, [
        item('1', '71', '10.00', '3.00'),
        item('1', '72', '4.50', '0.00'),
        item('2', '71', '10.00', '2.00'),
      ]),
    )
    expect(read.roles).toMatchObject({
      order_id: 'Order ID',
      customer_id: 'Buyer',
      date: 'Sale Date',
      amount: 'Item Total',
      unit_price: 'Price',
      quantity: 'Quantity',
      product: 'Listing ID',
      product_name: 'Item Name',
      discount: 'Discount Amount',
      shipping: 'Order Shipping',
      tax: 'Order Sales Tax',
    })
    expect(read.rows.map((row) => row.split(' | ')[2])).toEqual(['17', '9', '18'])
    expect(new Set(read.orders).size).toBe(2)
  })

  it('Etsy sold orders: one line an order, the total is what was paid', () => {
    const header =
      'Sale Date,Order ID,Buyer User ID,Full Name,First Name,Last Name,Number of Items,Payment Method,Date Shipped,Street 1,Street 2,Ship City,Ship State,Ship Zipcode,Ship Country,Currency,Order Value,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Shipping,Sales Tax,Order Total,Status,Card Processing Fees,Order Net,Adjusted Order Total,Adjusted Card Processing Fees,Adjusted Net Order Amount,Buyer,Order Type,Payment Type,InPerson Discount,InPerson Location,SKU'
    const order = (id: string, buyer: string) => ({
      'Sale Date': '03/15/24',
      'Order ID': id,
      'Buyer User ID': buyer,
      'Full Name': 'Tessa Bloom',
      'Number of Items': '2',
      Currency: 'USD',
      'Order Value': '30.00',
      'Discount Amount': '3.00',
      Shipping: '5.50',
      'Sales Tax': '1.20',
      'Order Total': '33.70',
      'Card Processing Fees': '1.20',
      'Order Net': '32.50',
      Buyer: `Tessa (${buyer})`,
    })
    const read = readText(file(header, [order('31', 'tessa'), order('32', 'moss')]))
    expect(read.roles).toMatchObject({
      order_id: 'Order ID',
      customer_id: 'Buyer User ID',
      date: 'Sale Date',
      amount: 'Order Total',
      discount: 'Discount Amount',
      shipping: 'Shipping',
      tax: 'Sales Tax',
      currency: 'Currency',
    })
    expect(read.rows.map((row) => row.split(' | ')[2])).toEqual(['33.7', '33.7'])
  })

  it.each([
    [
      'Magento grid of orders',
      '"ID","Purchase Point","Purchase Date","Bill-to Name","Ship-to Name","Grand Total (Base)","Grand Total (Purchased)","Status","Billing Address","Shipping Address","Shipping Information","Customer Email","Customer Group","Subtotal","Shipping and Handling","Customer Name","Payment Method","Total Refunded"',
      '000000012,Main Website,"Mar 5, 2024 10:11:12 AM",Ada Marsh,,24.90,24.90,complete,,,,ada@mail.example,General,20.00,4.90,Ada Marsh,,0.00',
      'order_id=ID|date=Purchase Date|amount=Grand Total (Base)|email=Customer Email|status=Status|shipping=Shipping and Handling|refund=Total Refunded',
    ],
    [
      'Magento items of orders',
      'increment_id,created_at,status,customer_email,sku,name,qty_ordered,price,row_total,base_discount_amount,base_tax_amount,order_currency_code',
      '000000012,2024-03-05 10:11:12,complete,ada@mail.example,T-1,Tea,2.0000,10.0000,20.0000,1.0000,3.8000,EUR',
      'order_id=increment_id|date=created_at|amount=row_total|email=customer_email|product=sku|product_name=name|quantity=qty_ordered|unit_price=price|discount=base_discount_amount|tax=base_tax_amount|status=status|currency=order_currency_code',
    ],
    [
      'eBay',
      '"Sales Record Number","Order Number","Buyer Username","Buyer Name","Buyer Email","Buyer Note","Buyer City","Buyer Country","Item Number","Item Title","Custom Label","Sold Via Promoted Listings","Quantity","Sold For","Shipping And Handling","eBay Collected Tax","Total Price","Payment Method","Sale Date","Paid On Date","Shipped On Date","PayPal Transaction ID","Transaction ID"',
      '511,04-11210-39921,mossy_91,Ada Marsh,a1b2c3@members.example,,,,334455667788,Tea tin,,,2,$10.00,$4.90,$1.20,$24.90,,Mar-05-24,Mar-06-24,,,10023',
      'order_id=Order Number|customer_id=Buyer Username|email=Buyer Email|date=Sale Date|amount=Total Price|unit_price=Sold For|quantity=Quantity|product=Item Number|product_name=Item Title|shipping=Shipping And Handling',
    ],
    [
      'PrestaShop',
      'ID,Reference,New client,Delivery,Customer,Total,Payment,Status,Date',
      '5,KHWLILZLL,1,France,A. Marsh,€20.90,Bank wire,Payment accepted,03/05/2024 10:11:12',
      'order_id=Reference|customer_id=Customer|amount=Total|status=Status|date=Date',
    ],
    [
      'BigCommerce',
      'Order ID,Customer ID,Customer Name,Customer Email,Customer Phone,Order Date,Order Status,Subtotal (inc tax),Subtotal (ex tax),Tax Total,Shipping Cost (inc tax),Shipping Cost (ex tax),Ship Method,Handling Cost (inc tax),Coupon Details,Refund Amount,Order Total (inc tax),Order Total (ex tax),Payment Method,Total Quantity,Total Shipped,Date Shipped,Order Currency Code,Order Notes,Billing Country,Shipping Country',
      '101,7,Ada Marsh,ada@mail.example,,05/03/2024,Completed,20.00,16.81,3.98,4.90,,,,,0.00,24.90,20.92,,2,,06/03/2024,EUR,,,',
      'order_id=Order ID|customer_id=Customer ID|email=Customer Email|date=Order Date|status=Order Status|amount=Order Total (inc tax)|tax=Tax Total|shipping=Shipping Cost (inc tax)|refund=Refund Amount|currency=Order Currency Code',
    ],
    [
      'Squarespace',
      'Order ID,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Currency,Subtotal,Shipping,Taxes,Amount Refunded,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Lineitem variant,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing City,Billing Country,Cancelled at,Private Notes,Channel Type,Channel Name,Channel Order Number,Payment Method,Payment Reference',
      '00012,ada@mail.example,PAID,2024-03-05 10:11:12 +0100,,,EUR,20.00,4.90,0.00,0.00,24.90,,0.00,,2024-03-05 10:11:12 +0100,2,Tea,10.00,SQ1,,,,,Ada Marsh,,,,,,,,,',
      'order_id=Order ID|email=Email|date=Created at|amount=Total|refund=Amount Refunded|status=Financial Status|product=Lineitem sku|product_name=Lineitem name',
    ],
    [
      'Wix',
      'Order number,Date created,Time,Total order quantity,Contact email,Note from customer,Additional checkout info,Item,Variant,SKU,Qty,Quantity refunded,Price,Weight,Custom text,Delivery method,Delivery time,Recipient name,Recipient phone,Delivery country,Delivery city,Billing name,Billing phone,Billing country,Billing city,Payment status,Payment method,Coupon code,Fulfillment status,Currency,Shipping rate,Taxes,Total',
      '10012,03/05/2024,10:11:12 AM,2,ada@mail.example,,,Tea,,W1,2,0,10,,,,,,,,,,,,,Paid,,,,EUR,4.9,0,24.9',
      'order_id=Order number|email=Contact email|date=Date created|product=SKU|product_name=Item|quantity=Qty|unit_price=Price|amount=Total|status=Payment status|shipping=Shipping rate',
    ],
    [
      'Stripe payments',
      'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Decline Reason,Description,Fee,Mode,PaymentIntent ID,Payment Source Type,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Customer ID,Customer Description,Customer Email,Invoice ID,Transfer',
      'ch_3Ob1,2024-03-05 09:11:12,24.90,0.00,eur,true,24.90,,,,,0.70,,,card,,,Paid,,,,cus_PQ1,,ada@mail.example,in_1,',
      'order_id=id|date=Created date (UTC)|amount=Amount|refund=Amount Refunded|currency=Currency|customer_id=Customer ID|email=Customer Email|status=Status',
    ],
    [
      'PayPal activity',
      '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Shipping Address","Address Status","Item Title","Item ID","Shipping and Handling Amount","Insurance Amount","Sales Tax","Reference Txn ID","Invoice Number","Custom Number","Quantity","Receipt ID","Balance","Country","Subject","Note","Balance Impact"',
      '05/03/2024,10:11:12,CET,Ada Marsh,Express Checkout Payment,Completed,EUR,24.90,-0.70,24.20,ada@mail.example,shop@mail.example,7AB12,,,Tea,,4.90,,,,,,2,,120.20,,,,',
      'email=From Email Address|date=Date|amount=Gross|order_id=Transaction ID|status=Status|type=Type|currency=Currency|shipping=Shipping and Handling Amount|product_name=Item Title',
    ],
    [
      'Amazon, all orders',
      'amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\torder-channel\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\tship-promotion-discount\tship-city\tship-state\tship-postal-code\tship-country\tpromotion-ids\tbuyer-email',
      '304-1234567-7654321\t\t2024-03-05T09:11:12+00:00\t2024-03-06T09:11:12+00:00\tShipped\t\t\t\t\tTea\tT-1\tB000123456\tShipped\t2\tEUR\t20.00\t3.19\t4.90\t\t\t\t2.00\t\t\t\t\t\t\tq1w2@marketplace.example',
      'order_id=amazon-order-id|date=purchase-date|status=order-status|amount=item-price|tax=item-tax|shipping=shipping-price|discount=item-promotion-discount|product=sku|product_name=product-name|quantity=quantity|currency=currency|email=buyer-email',
    ],
    [
      'Shopware 5',
      'orderId;number;customerId;status;cleared;paymentId;dispatchId;partnerId;shopId;invoiceAmount;invoiceAmountNet;invoiceShipping;invoiceShippingNet;orderTime;transactionId;comment;customerComment;internalComment;net;taxFree;temporaryId;referer;clearedDate;trackingCode;languageIso;currency;currencyFactor;remoteAddress;orderDetailId;articleId;taxId;taxRate;statusId;articleNumber;price;quantity;articleName',
      '57;20002;1;2;12;;;;;24.9;20.92;4.9;;2024-03-05 10:11:12;;;;;;;;;;;;EUR;;;;;;19;;SW10239;10;2;Tee',
      'order_id=number|customer_id=customerId|date=orderTime|amount=invoiceAmount|product=articleNumber|product_name=articleName|unit_price=price|quantity=quantity|shipping=invoiceShipping|currency=currency',
    ],
    [
      'WooCommerce',
      'order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,order_currency,payment_method,transaction_id,customer_ip_address,shipping_method,customer_id,customer_user,customer_email,billing_first_name,billing_last_name,billing_city,billing_country,refunded_total',
      '812,812,2024-03-05 10:11:12,2024-03-05 10:12:00,completed,4.90,,,3.98,2.00,,2.00,24.90,20.00,EUR,,tx_1,,,7,,ada@mail.example,,,Ulm,,0',
      'order_id=order_number|date=order_date|status=status|amount=order_total|discount=discount_total|shipping=shipping_total|tax=tax_total|refund=refunded_total|customer_id=customer_id|email=customer_email|currency=order_currency',
    ],
  ] as const)('%s', (_, header, row, expected) => {
    const text = [header, row, row, row, ''].join('\n')
    expect(rolesOf(text)).toMatchObject(pairs(expected))
    const inspection = inspectBytes(encodeUtf8(text), true, {})
    expect([inspection.kind, inspection.problems]).toEqual(['orders', []])
    expect(readText(text).counts).toMatchObject({ read: 3, accepted: 3, rejected: 0 })
  })

  it.each([
    [
      'Klaviyo profiles',
      'Email,Klaviyo ID,First Name,Last Name,Organization,Title,Phone Number,Address,Address 2,City,State / Region,Country,Zip Code,Latitude,Longitude,Source,Email Marketing Consent,Email Marketing Consent Timestamp,Historic Customer Lifetime Value,Profile Created On,Date Added,Last Active',
      'ada@mail.example,01HX1,Ada,,,,,,,Ulm,,Germany,,,,,SUBSCRIBED,,120.50,2024-03-05 10:11:12,,',
      'email=Email|location=City|country=Country|consent=Email Marketing Consent',
    ],
    [
      'Mailchimp audience',
      'Email Address,First Name,Last Name,Address,Phone Number,Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS',
      'ada@mail.example,Ada,,,+49 731 1,,2,2024-03-05 10:11:12,,,,,,,,,,BW,,5001,,,',
      'email=Email Address|phone=Phone Number',
    ],
    [
      'Shopify customers',
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Default Address Country Code,Default Address Zip,Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags',
      "'7001,Ada,,ada@mail.example,yes,,,Ulm,DE,,,,120.50,3,,,",
      'customer_id=Customer ID|email=Email|consent=Accepts Email Marketing|location=Default Address City|country=Default Address Country Code|lifetime_value=Total Spent',
    ],
  ] as const)('%s: customers', (_, header, row, expected) => {
    const text = [header, row, row, row, ''].join('\n')
    const inspection = inspectBytes(encodeUtf8(text), true, {})
    expect([inspection.kind, inspection.problems]).toEqual(['customers', []])
    expect(rolesOf(text)).toMatchObject(pairs(expected))
  })

  it('WooCommerce guests have the id 0 and are known by their e-mail address', () => {
    const read = readText(
      'order_id,order_date,order_total,discount_total,customer_id,customer_email,status\n' +
        '1,2024-03-05,10.00,0,0,ada@mail.example,wc-completed\n2,2024-03-06,11.00,0,0,tessa@mail.example,wc-completed\n' +
        '3,2024-03-07,12.00,0,7,ada@mail.example,wc-cancelled\n4,2024-03-08,13.00,0,0,,wc-completed\n',
    )
    expect(read.rows.map((row) => row.split(' | ')[0])).toEqual(['ada@mail.example', 'tessa@mail.example', '7', ''])
    expect(read.rows[2]).toContain('void')
    expect(read.counts.withoutCustomer).toBe(1)
  })
})
