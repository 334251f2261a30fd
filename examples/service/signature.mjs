import { createHmac, timingSafeEqual } from 'node:crypto'

// Standard Webhooks 1.0, symmetric: HMAC-SHA256 over `id.timestamp.body`, in base64, behind the version `v1,`.

/** How far the time of a delivery may lie from the receiver's clock: what was overheard is of no use for longer. */
const TOLERANCE_SECONDS = 5 * 60

const macOf = (secret, id, timestamp, body) =>
  createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest()

/** The headers of one attempt: signed anew each time, under the same id. */
export const signedHeaders = (secrets, id, timestamp, body) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets.map((secret) => `v1,${macOf(secret, id, timestamp, body).toString('base64')}`).join(' '),
})

/**
 * For the receiver: why a delivery is not the desk's, or nothing where it is. `body` is the text as it came, before
 * anything parsed it; `now` in seconds. Compared in constant time, so that answers' delays tell nothing of the signature.
 */
export const faultOfSignature = (secret, headers, body, now) => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers
  if (id === undefined || timestamp === undefined || signatures === undefined) return 'a header is missing'
  if (!/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp)) > TOLERANCE_SECONDS) return 'too old, or too new'
  const expected = macOf(secret, id, timestamp, body)
  const isSigned = signatures.split(' ').some((signature) => {
    const [version, mac = ''] = signature.split(',')
    const given = Buffer.from(mac, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isSigned ? undefined : 'the signature is another'
}
