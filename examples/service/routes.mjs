import { commandHandler, promised } from '@aftersale/command-handling'
import { ServiceTicketId, serviceTicketAggregate } from '@aftersale/domain'
import { askedCommands, commandOf, ticketIdOf } from './asked-commands.mjs'
import { healthOf } from './health.mjs'
import { problem, problemOf, sendProblem } from './problems.mjs'

/** The header as its draft standard has it, a quoted string; without the quotes it is taken as well. */
const idempotencyKeyOf = ({ headers: { 'idempotency-key': key = '' } }) =>
  /^"?([\x21\x23-\x7e]{1,200})"?$/.exec(key)?.[1]

export const addRoutes = (app, { store, kind, rows, relay }) => {
  const handle = promised(commandHandler(store))

  for (const asked of askedCommands) {
    app.post(asked.path, async (request, reply) => {
      const commandId = idempotencyKeyOf(request)
      if (commandId === undefined)
        return sendProblem(
          reply,
          problem(400, 'IdempotencyKeyMissing', 'An Idempotency-Key of 1 to 200 characters is needed.'),
        )

      const serviceTicketId = request.params.serviceTicketId ?? ticketIdOf(commandId)
      const { command, actor, errors } = commandOf(asked, request.body, { ...request.params, serviceTicketId })
      if (errors !== undefined)
        return sendProblem(reply, problem(422, 'Invalid', 'The request is not as it has to be.', { errors }))

      const answer = await handle(serviceTicketAggregate, { id: serviceTicketId, command, commandId, actor })
      if ('failure' in answer) return sendProblem(reply, problemOf(answer))
      const { outcome, revision, events } = answer
      const isNew = outcome === 'recorded'
      if (asked.path === '/tickets') reply.header('location', `/tickets/${serviceTicketId}`)
      return reply
        .code(isNew ? 201 : 200)
        .send({ serviceTicketId, outcome, revision, events: events.map(({ event }) => event.type) })
    })
  }

  app.get('/tickets/:serviceTicketId', async ({ params: { serviceTicketId }, query }, reply) => {
    if (!ServiceTicketId.is(serviceTicketId) || !/^\d{0,9}$/.test(query.revision ?? ''))
      return sendProblem(reply, problem(400, 'Unreadable', 'The path or the revision is none.'))
    const revision = query.revision ? Number(query.revision) : undefined
    const { row, late } = await rows.ticket(serviceTicketId, revision)
    if (late !== undefined)
      return sendProblem(
        reply,
        problem(503, 'NotYetThere', 'The rows have not come so far.', { because: late, retryAfterSeconds: 1 }),
      )
    return row ?? sendProblem(reply, problem(404, 'TicketNotOpened', 'No such ticket was opened.'))
  })

  app.get('/dead-letters', async () => relay?.deadLetters() ?? [])

  app.post('/dead-letters/:webhookId/retry', async ({ params: { webhookId } }, reply) => {
    const { outcome, why } = (await relay?.retry(webhookId)) ?? { outcome: 'unknown' }
    if (outcome === 'unknown') return sendProblem(reply, problem(404, 'NoSuchLetter', 'No dead letter has this id.'))
    if (outcome === 'failed') return sendProblem(reply, problem(502, 'NotDelivered', 'It was refused again.', { why }))
    return reply.code(204).send()
  })

  // Open to everyone who can reach the service, and so without a word of what it holds.
  app.get('/health', { config: { isOpen: true } }, async (_request, reply) => {
    const health = await healthOf({ kind, rows, relay })
    return reply.code(health.isWell ? 200 : 503).send(health)
  })
}
