import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, safe in a URL and in a cookie. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time; hashing first makes the lengths equal. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest())
}

/** HMAC-SHA-256 over the parts, each with its length, so that no two lists of parts give the same text. */
export function proof(secret: string, ...parts: readonly string[]): string {
  const hmac = createHmac('sha256', secret)
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part)
  return hmac.digest('base64url')
}
