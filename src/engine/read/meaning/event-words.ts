import { plainWord } from '../values/status.ts'
import type { ColumnProfile } from './profile.ts'

/** What people do in shops and mails, as programs write it. */
const happenings: ReadonlySet<string> = new Set(
  'page view|pageview|page viewed|viewed page|screen view|view|view item|view item list|product view|product viewed|viewed product|item viewed|view cart|cart viewed|add to cart|added to cart|product added|remove from cart|removed from cart|product removed|add to wishlist|begin checkout|started checkout|checkout started|checkout|add payment info|add shipping info|order completed|completed order|placed order|purchase|session start|first visit|user engagement|scroll|click|clicked|search|login|log in|logged in|logout|sign up|signup|signed up|form submit|file download|video start|open|opened|opened email|clicked email|received email|email sent|email opened|email clicked|bounce|bounced|app open|app install|install|action|goal|outlink|download|ecommerce order|ecommerce abandoned cart'.split(
    '|',
  ),
)

/** Fewer texts than this prove nothing. */
const ENOUGH = 5

/** A column whose few texts are, most of them, things that people do. */
export function saysEvents({ values, distinct, numberShare }: ColumnProfile): boolean {
  if (values.length < ENOUGH || distinct < 2 || distinct > 200 || numberShare > 0.1) return false
  const texts = [...new Set(values)]
  const known = texts.filter((text) => happenings.has(plainWord(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))))
  return known.length >= 2 && known.length >= texts.length * 0.5
}
