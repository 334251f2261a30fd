import {
  KeepPromise,
  MakePromise,
  OpenServiceTicket,
  RecordContact,
  ReplyToCustomer,
  ResolveServiceTicket,
  retailDesk,
} from '@aftersale/domain'
import { explainedErrors } from '@aftersale/messages'
import { parse, v5 } from 'uuid'

/** What may be asked over HTTP: a path, the command, and the field that says who acts. A path's parameters are fields. */
export const askedCommands = [
  { path: '/tickets', codec: OpenServiceTicket, by: 'openedBy' },
  { path: '/tickets/:serviceTicketId/contacts', codec: RecordContact, by: 'contactedBy' },
  { path: '/tickets/:serviceTicketId/replies', codec: ReplyToCustomer, by: 'repliedBy' },
  { path: '/tickets/:serviceTicketId/promises', codec: MakePromise, by: 'promisedBy' },
  { path: '/tickets/:serviceTicketId/promises/:promiseId/kept', codec: KeepPromise },
  { path: '/tickets/:serviceTicketId/resolution', codec: ResolveServiceTicket, by: 'resolvedBy' },
]

/** Who acts where a command doesn't say: whoever holds the token. */
const CALLER = { kind: 'system', id: 'api' }

const TICKETS = parse('2b7f8f0e-41d2-5a3c-9d55-6c0e4f1b7a90')

const ERRORS_AT_MOST = 20

/** Follows from the key, so that an opening that is sent again opens no second ticket. */
export const ticketIdOf = (idempotencyKey) => v5(idempotencyKey, TICKETS)

/**
 * The command that a request asks for, decoded by its codec, or the sentences that say what is wrong with it. The desk's
 * service level is not the caller's to choose.
 */
export const commandOf = ({ codec, by }, body, idsOfPath) => {
  const { fields } = codec.data
  const unknown = unknownFields(fields, body, 'data')
    .slice(0, ERRORS_AT_MOST)
    .map((path) => `${path}: unknown`)
  if (unknown.length > 0) return { errors: unknown }
  const serviceLevel = 'serviceLevel' in fields ? { serviceLevel: retailDesk } : {}
  const decoded = codec.decode({ type: codec.messageType, data: { ...body, ...idsOfPath, ...serviceLevel } })
  if (decoded._tag === 'Left') return { errors: explainedErrors(decoded.left) }
  const command = decoded.right
  return { command, actor: by === undefined ? CALLER : command.data[by] }
}

/** A codec keeps fields it doesn't know; what comes from outside must not leave in the history what nobody declared. */
const unknownFields = (fields, value, path) =>
  Object.entries(value ?? {}).flatMap(([name, inner]) => {
    if (!Object.hasOwn(fields, name)) return [`${path}.${name}`]
    const codec = fields[name].optional ?? fields[name]
    return codec.fields !== undefined && typeof inner === 'object'
      ? unknownFields(codec.fields, inner, `${path}.${name}`)
      : []
  })
