import { type DomainEvent, domainEventCatalogue, domainEvents } from '@aftersale/domain/events'
import { EventMetadata, eventCatalogue, generatedDecoder, type StoredEvent } from '@aftersale/messages'
import { Ajv } from 'ajv'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type Speed, sideBySide } from './side-by-side.js'
import { typicalEvents } from './typical-events.js'

const EVENTS_A_ROUND = 100_000

/** Parsing and decoding of typical events, metadata included: ours, io-ts on the same codecs, ajv on the same shapes. */
export const decodingSpeeds = (): Promise<ReadonlyArray<Speed>> =>
  sideBySide({
    'JSON.parse alone': () => over(typicalEvents, (text) => JSON.parse(text) !== null),
    'parse + the catalogue': () =>
      over(typicalEvents, (text) => E.isRight(domainEventCatalogue.decode(JSON.parse(text) as StoredEvent))),
    'parse + the catalogue, generated code': () =>
      over(typicalEvents, (text) => E.isRight(generatedCatalogue.decode(JSON.parse(text) as StoredEvent))),
    'parse + io-ts': () =>
      over(typicalEvents, (text) => {
        const stored = JSON.parse(text) as StoredEvent
        const codec = byType.get(stored.type)
        return (
          E.isRight(EventMetadata.decode(stored.metadata)) && codec !== undefined && E.isRight(codec.decode(stored))
        )
      }),
    'parse + ajv': () =>
      over(typicalEvents, (text) => {
        const stored = JSON.parse(text) as StoredEvent
        return validMetadata(stored.metadata) && validData.get(stored.type)?.(stored.data) === true
      }),
  })

const over = (texts: ReadonlyArray<string>, accepts: (text: string) => boolean): number => {
  for (let count = 0; count < EVENTS_A_ROUND; count += 1) {
    const text = texts[count % texts.length] ?? ''
    if (!accepts(text)) throw new Error(`Not accepted: ${text}`)
  }
  return EVENTS_A_ROUND
}

const generatedCatalogue = eventCatalogue(domainEvents, { decoder: generatedDecoder })

const byType = new Map<string, t.Mixed>(domainEvents.map((codec) => [codec.messageType, codec]))

const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' }
const instant = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' }
const text = { type: 'string', pattern: '\\S' }
const positive = { type: 'integer', minimum: 1 }
const oneOf = (...values: ReadonlyArray<string>) => ({ enum: values })

const record = (required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
})

const actor = record({ kind: oneOf('customer', 'agent', 'bot', 'system', 'device', 'partner'), id: text })
const policyRef = record({ policyId: text, version: positive })
const channel = oneOf('email', 'phone', 'chat', 'bot', 'store', 'app', 'social', 'forum', 'web', 'device')
const topic = record({}, { category: text, subcategory: text })
const kind = oneOf(
  'question',
  'technical',
  'installation',
  'maintenance',
  'repair',
  'training',
  'complaint',
  'claim',
  'return',
  'recall',
  'roadside',
)

const ajv = new Ajv()
const validMetadata = ajv.compile(
  record(
    {
      eventId: uuid,
      schemaVersion: positive,
      occurredAt: instant,
      recordedAt: instant,
      actor,
      commandId: text,
      correlationId: text,
      causationId: text,
      commandHash: uuid,
    },
    { channel: text, tenantId: text, policyRefs: { type: 'array', items: policyRef } },
  ),
)

const schemas: Partial<Record<DomainEvent['type'], object>> = {
  ServiceTicketOpened: record(
    {
      serviceTicketId: uuid,
      issueId: uuid,
      channel,
      kind,
      priority: oneOf('critical', 'high', 'moderate', 'low', 'planning'),
      openedBy: actor,
      openedAt: instant,
      serviceLevelRef: policyRef,
      calendarRef: policyRef,
    },
    {
      customerId: uuid,
      topic,
      subject: { type: 'string' },
      assetId: uuid,
      purchaseId: uuid,
      followsUp: uuid,
      beyondFirstContact: oneOf('site-visit', 'part', 'legal'),
      isTest: { type: 'boolean' },
    },
  ),
  ContactRecorded: record(
    {
      serviceTicketId: uuid,
      contactId: text,
      sessionId: text,
      direction: oneOf('inbound', 'outbound'),
      channel,
      nature: oneOf('request', 'automated', 'bounce', 'no-action'),
      contactedBy: actor,
      contactedAt: instant,
      episode: positive,
    },
    { topic, isPublic: { type: 'boolean' }, text: { type: 'string' } },
  ),
  ServiceTicketAssigned: record({ serviceTicketId: uuid, team: text, assignedAt: instant }, { agentId: text }),
  ServiceTicketResolved: record(
    {
      serviceTicketId: uuid,
      episode: positive,
      firstContact: { type: 'boolean' },
      resolvedBy: actor,
      resolvedAt: instant,
    },
    {
      code: text,
      cause: text,
      fixKind: oneOf('answer', 'workaround', 'repair', 'replacement', 'training', 'none'),
      team: text,
      closesAt: instant,
    },
  ),
}
const validData = new Map(Object.entries(schemas).map(([type, schema]) => [type, ajv.compile(schema)]))
