import { setTimeout } from 'node:timers/promises'

const LOOKS_AGAIN_AFTER_MILLISECONDS = 25

/** Asks the service and writes into the account what it answered. Ids are told by the names that the story gives them. */
export const deskClient = ({ token, tell, nameOf }) => {
  let address = ''

  const ask = async (method, path, { key, body, bearer = token } = {}) => {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(key === undefined ? {} : { 'idempotency-key': `"${key}"` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, content: text === '' ? undefined : JSON.parse(text) }
  }

  const saidOf = ({ status, headers, content }) => {
    if (content === undefined) return ''
    if (status < 400)
      return content.events === undefined ? JSON.stringify(content) : `${content.outcome}: ${content.events.join(', ')}`
    const { type, title, status: _status, ...further } = content
    const retryAfter = headers.get('retry-after')
    const facts = Object.keys(further).length === 0 ? '' : ` ${JSON.stringify(further)}`
    return `${type.split(':').pop()}${facts}${retryAfter === null ? '' : `, Retry-After: ${retryAfter}`}`
  }

  /** Asks and tells. */
  const asked = async (method, path, options = {}) => {
    const answer = await ask(method, path, options)
    const key = options.key === undefined ? '' : ` [${options.key}]`
    tell(nameOf(`${method} ${path}${key} → ${answer.status} ${saidOf(answer)}`).trimEnd())
    return answer.content
  }

  const health = async () => (await ask('GET', '/health')).content

  return {
    speakTo: (to) => {
      address = to
    },
    asked,
    post: (path, key, body) => asked('POST', path, { key, body }),
    get: (path) => asked('GET', path),
    health,
    /** Until rows and relay are live with nothing before them, and the relay has saved that it hasn't. */
    untilIdle: async () => {
      for (;;) {
        const { projection, relay } = await health()
        if ([projection, relay].every(({ state, lag }) => state.status === 'live' && lag?.events === 0)) return
        await setTimeout(LOOKS_AGAIN_AFTER_MILLISECONDS)
      }
    },
  }
}
