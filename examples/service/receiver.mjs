import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { faultOfSignature } from './signature.mjs'

/**
 * What an integrator runs: takes deliveries that are signed by the desk, each once. `take` does whatever is done with one;
 * `mood` is for stories, in which a receiver is refusing, busy, or done with
 * something for good (`gone`), or is breaking off or silent after it has taken it.
 */
export const receiver = ({ secret, take, mood = async () => 'well', onRepeated = () => undefined }) => {
  // In earnest a table, written to in one transaction with what `take` does.
  const taken = new Set()

  const answer = async (request, response) => {
    const body = await text(request)
    if (faultOfSignature(secret, request.headers, body, Date.now() / 1000) !== undefined)
      return response.writeHead(401).end()

    const id = request.headers['webhook-id']
    if (taken.has(id)) {
      onRepeated(id)
      return response.writeHead(204).end()
    }
    const event = JSON.parse(body)
    const today = await mood(id, event)
    if (today === 'refusing') return response.writeHead(503).end()
    if (today === 'busy') return response.writeHead(429, { 'retry-after': '1' }).end()
    if (today === 'gone') return response.writeHead(410).end()
    await take(event, id)
    taken.add(id)
    if (today === 'silent') return undefined
    return today === 'breaking-off' ? request.socket.destroy() : response.writeHead(204).end()
  }

  return createServer((request, response) => {
    answer(request, response).catch(() => request.socket.destroy())
  })
}
