import { createHash, timingSafeEqual } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import Fastify from 'fastify'
import { kindOfEvents, openEvents } from './open-events.mjs'
import { problem, problemOfError, sendProblem } from './problems.mjs'
import { startRelay } from './relay.mjs'
import { addRoutes } from './routes.mjs'
import { startTicketRows } from './ticket-rows.mjs'

/** Of a request, the route and not the address; of an error, its code and not its message, which may quote what was sent. */
const serializers = {
  req: ({ method, routeOptions }) => ({ method, route: routeOptions?.url }),
  res: ({ statusCode }) => ({ statusCode }),
  err: ({ name, code }) => ({ name, code }),
}

const hashOf = (text) => createHash('sha256').update(text).digest()

/** Hashes are of one length, so that they can be compared in constant time. */
const isToken = (expected, { headers: { authorization = '' } }) =>
  timingSafeEqual(hashOf(authorization), hashOf(`Bearer ${expected}`))

const appOf = ({ apiToken }) => {
  const app = Fastify({
    logger: { serializers },
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    frameworkErrors: (error, _request, reply) => sendProblem(reply, problemOfError(error)),
  })
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isOpen || isToken(apiToken, request)) return undefined
    reply.header('www-authenticate', 'Bearer')
    return sendProblem(reply, problem(401, 'NotAuthorized', 'The token is missing or another.'))
  })
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem(404, 'NoSuchRoute', STATUS_CODES[404])))
  app.setErrorHandler((error, request, reply) => {
    if ((error.statusCode ?? 500) >= 500) request.log.error(error)
    return sendProblem(reply, problemOfError(error))
  })
  return app
}

/**
 * The whole service: the store of the setting, rows made from it, the relay beside it, and the routes. It listens once the
 * rows have caught up. `stop` takes no more requests, lets what is at work end, and closes the files.
 */
export const startService = async (settings) => {
  const app = appOf(settings)
  const kind = kindOfEvents(settings.events)
  mkdirSync(settings.folder, { recursive: true })
  const open = []
  const stop = async () => {
    for (const end of open.splice(0).reverse()) await end()
  }
  try {
    const store = await openEvents(settings)
    open.push(() => store.close())
    const rows = await startTicketRows(store, kind, settings, app.log)
    open.push(() => rows.stop())
    const relay = settings.webhook === undefined ? undefined : startRelay(store, kind, settings, app.log)
    if (relay !== undefined) open.push(() => relay.stop())
    addRoutes(app, { store, kind, rows, relay })
    open.push(() => app.close())
    await app.listen({ host: settings.host, port: settings.port })
    return { stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}
