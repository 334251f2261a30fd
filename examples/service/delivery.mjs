import { domainEventCatalogue, domainEvents } from '@aftersale/domain'
import { personalPaths } from '@aftersale/messages'
import { signedHeaders } from './signature.mjs'

/** What an integrator is told of each event: the fields that its codec knows, without what is personal in them. */
const toldParts = new Map(
  domainEvents.map((codec) => {
    const personal = personalPaths(codec).map((path) => path.replace(/^data\./, ''))
    const inList = personal.find((path) => /[[{]/.test(path))
    if (inList !== undefined) throw new TypeError(`${codec.messageType} holds something personal in a list: ${inList}`)
    return [codec.messageType, { names: Object.keys(codec.data.fields), personal: new Set(personal) }]
  }),
)

/** The object without those parts of it, a path like `proof.ref` each. */
const withoutParts = (value, parts, path = '') =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .filter(([name]) => !parts.has(`${path}${name}`))
          .map(([name, part]) => [name, withoutParts(part, parts, `${path}${name}.`)]),
      )

/**
 * What is sent of an event: the same text at every attempt. `stream` and `revision` tell a receiver the order. Throws where
 * the event is not one that this program knows, of which it can't tell what is personal.
 */
const messageOf = (recorded) => {
  const decoded = domainEventCatalogue.decode(recorded)
  if (decoded._tag === 'Left') throw refusal(`it can't be read: ${decoded.left.failure}`, { isForGood: true })
  const { event, metadata } = decoded.right
  // As it is written today, whatever its version was.
  const { type, data: all } = domainEventCatalogue.encode(event)
  const { names, personal } = toldParts.get(type)
  const known = Object.fromEntries(names.flatMap((name) => (name in all ? [[name, all[name]]] : [])))
  const data = withoutParts(known, personal)
  const { stream, revision } = recorded
  return {
    id: metadata.eventId,
    body: JSON.stringify({ type, timestamp: metadata.occurredAt, stream, revision, data }),
  }
}

/** Why an event was not taken: whether any further try is in vain, and how long is asked to be waited before one. */
const refusal = (why, { isForGood = false, waitMilliseconds = 0 } = {}) =>
  Object.assign(new Error(why), { isForGood, waitMilliseconds })

/** What a receiver may ask to be left alone for; one that asks for more is tried again all the same. */
const LEFT_ALONE_AT_MOST_MILLISECONDS = 60 * 60 * 1000

/** `Retry-After`, in seconds or as a date, in milliseconds from now; none where there is none. */
const waitAskedFor = ({ headers }) => {
  const text = headers.get('retry-after') ?? ''
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now()
  return Math.min(Math.max(0, Number.isNaN(milliseconds) ? 0 : milliseconds), LEFT_ALONE_AT_MOST_MILLISECONDS)
}

/** Sends one event to the integrator; rejects, in words that hold nothing of the event, unless the answer is 2xx. */
export const deliverer =
  ({ url, secrets, timeoutMilliseconds }) =>
  async (recorded) => {
    const { id, body } = messageOf(recorded)
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders(secrets, id, Math.floor(Date.now() / 1000), body),
    }
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    // A redirect would carry the event to an address that nobody agreed on.
    const request = fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    const response = await request.catch((thrown) => {
      throw refusal(`no answer: ${thrown.cause?.code ?? thrown.name}`)
    })
    await response.body?.cancel()
    if (!response.ok) {
      const { status } = response
      throw refusal(`answered ${status}`, { isForGood: status === 410, waitMilliseconds: waitAskedFor(response) })
    }
  }
