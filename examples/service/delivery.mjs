import { domainEventCatalogue, domainEvents } from '@aftersale/domain'
import { isPersonal, personalPaths } from '@aftersale/messages'
import { signedHeaders } from './signature.mjs'

/** The fields of each event that an integrator is told: those that its codec knows and that are not personal. */
const toldFields = new Map(
  domainEvents.map((codec) => {
    const { fields } = codec.data
    const told = Object.keys(fields).filter((name) => !isPersonal(fields[name].optional ?? fields[name]))
    const left = personalPaths(codec).filter((path) => told.some((name) => path.startsWith(`data.${name}`)))
    if (left.length > 0)
      throw new TypeError(`${codec.messageType} holds something personal deeper down: ${left.join(', ')}`)
    return [codec.messageType, told]
  }),
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
  const data = Object.fromEntries(toldFields.get(type).flatMap((name) => (name in all ? [[name, all[name]]] : [])))
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
