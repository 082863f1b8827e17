import { isKnownHeader } from '../meaning/headers.ts'

/** Objects that only wrap the fields of a record. */
const wrappers = new Set(
  'traits,properties,attributes,fields,data,record,records,node,edges,payload,order,orders,event,events,item,items,profile,source,_source,context,transaction,transactions,purchase,purchases,invoice,value'.split(
    ',',
  ),
)
const people = new Set(
  'customer,user,buyer,client,member,contact,shopper,kunde,musteri,acheteur,cliente,person,account'.split(','),
)
const addresses = new Set(
  'billing,billing_address,billingaddress,shipping,shipping_address,shippingaddress,address,default_address,defaultaddress'.split(
    ',',
  ),
)
const ofAddress = new Set(
  'email,phone,country,country_code,city,zip,postcode,name,company,province,state,region'.split(','),
)
/** Names in an exploded list of items that mean something else on the order itself. */
const ofItem: Readonly<Record<string, string>> = {
  name: 'item name',
  title: 'item name',
  price: 'unit price',
  total: 'line total',
  amount: 'line total',
  product: 'product name',
  id: 'line id',
}

/**
 * The header a column of a flattened record would have in a table: `customer.id` is the customer id, `traits.ltv` the
 * ltv, the `name` of an item the product's. Roles are guessed from it; the column keeps its own name.
 */
export function headerOf(path: string, exploded: string | null): string {
  const isItem = exploded !== null && path.startsWith(`${exploded}.`)
  const keys = (isItem ? path.slice(exploded.length + 1) : path).split('.')
  // `total.amount`, `price_set.shop_money.amount`: the money of what it belongs to.
  while (keys.length > 1 && /^(amount|value|gross|shop_?money|\$\w+)$/i.test(keys.at(-1)!) && !wrappers.has(keys[0]!))
    keys.pop()
  const leaf = keys.at(-1)!
  const plain = leaf.toLowerCase()
  while (keys.length > 1 && wrappers.has(keys[0]!.toLowerCase())) keys.shift()
  if (isItem && keys.length === 1 && !/(orders?|purchases?|transactions?|invoices?|events?)$/i.test(exploded!))
    return ofItem[plain] ?? leaf
  if (keys.length === 1) return plain === '_id' ? 'id' : leaf
  const owner = keys.at(-2)!.toLowerCase()
  if (people.has(owner)) {
    if (/^_?(id|uuid|number|no|key)$/.test(plain)) return 'customer id'
    if (/^(e_?mail|email_?address)$/.test(plain)) return 'email'
    if (/^(full_?)?name$/.test(plain)) return 'customer name'
    return `customer ${leaf}`
  }
  if (addresses.has(owner.replace(/-/g, '_')) && ofAddress.has(plain)) return plain === 'name' ? 'billing name' : leaf
  if (/^currency(_?code)?$/.test(plain)) return 'currency'
  const whole = keys.join(' ')
  return isKnownHeader(whole) ? whole : path
}
