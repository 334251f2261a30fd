import { type EventFilter, type EventToAppend, everyPage, type RecordedEvent } from '@aftersale/event-store'
import * as fc from 'fast-check'
import { openLibsql } from './open-libsql.js'
import { prepareRows } from './sqlite-database.js'
import type { SqliteEventStore } from './sqlite-event-store.js'
import { newFolder, noteAdded, opened, right, streamNumber } from './sqlite-files.fixtures.js'

const CATEGORIES = ['serviceTicket', 'purchase', 'warranty', 'returnCase', 'quote']
const TYPES = Array.from({ length: 8 }, (_, index) => `Type${index}`)

const folder = newFolder()
let store: SqliteEventStore
let everything: ReadonlyArray<RecordedEvent>

const typed = (event: EventToAppend, type: string, tenant?: string): EventToAppend => ({
  ...event,
  type,
  metadata:
    tenant === undefined ? event.metadata : ({ ...event.metadata, tenantId: tenant } as EventToAppend['metadata']),
})

/** 40 kinds of events in turn, and now and then one of another tenant, who has another 8. */
beforeAll(async () => {
  const file = folder.in('history.db')
  store = await opened(file)
  const others = await opened(file, { tenant: 'acme' })
  for (let number = 0; number < 120; number += 1) {
    const category = CATEGORIES[number % 5] ?? ''
    const type = TYPES[Math.floor(number / 5) % 8] ?? ''
    const stream = streamNumber(number % 7, category)
    right(await store.append(stream, [typed(noteAdded(stream, number), type)], 'any')())
    if (number % 6 === 0) {
      const theirs = `acme.${stream}`
      right(await others.append(theirs, [typed(noteAdded(theirs, number), type, 'acme')], 'any')())
    }
  }
  await others.close()
  everything = right(await store.readAll({ maxCount: 1000 })()).events
})
afterAll(async () => {
  await store.close()
  folder.remove()
})

describe('reading all events by a filter', () => {
  it('gives what going through them would give, whatever the filter, the direction and the page', async () => {
    expect(everything).toHaveLength(120)
    const anyFilter = fc.record(
      { categories: fc.subarray([...CATEGORIES, 'survey']), types: fc.subarray([...TYPES, 'TypeOfNone']) },
      { requiredKeys: [] },
    )
    const anyDirection = fc.constantFrom('forwards' as const, 'backwards' as const)
    await fc.assert(
      fc.asyncProperty(
        anyFilter,
        anyDirection,
        fc.integer({ min: 1, max: 100 }),
        async (filter, direction, maxCount) => {
          const found: Array<RecordedEvent> = []
          for await (const page of everyPage(store, { filter, direction, maxCount })) {
            expect(right(page).length).toBeLessThanOrEqual(maxCount)
            found.push(...right(page))
          }
          const wanted = everything.filter((event) => passes(filter, event))
          expect(found).toEqual(direction === 'forwards' ? wanted : wanted.reverse())
        },
      ),
      { numRuns: 60 },
    )
  })
})

const passes = ({ categories, types }: EventFilter, { stream, type }: RecordedEvent): boolean =>
  (categories?.some((category) => stream.startsWith(`${category}-`)) ?? true) && (types?.includes(type) ?? true)

describe('the file', () => {
  it('holds data and metadata as they were handed over, key by key', async () => {
    const file = folder.in('texts.db')
    const writer = await opened(file)
    const stream = streamNumber(1)
    const data = { b: '\u0000 \ud83d \u2028 é "', a: [1e21, -0.5, null, true, { '10': 1, '2': 2, z: {}, y: [] }] }
    const { type, metadata } = noteAdded(stream, 0)
    const reversed = Object.fromEntries(Object.entries(metadata).reverse()) as unknown as typeof metadata
    right(await writer.append(stream, [{ type, data, metadata: reversed }], 'no-stream')())
    const [recorded] = right(await writer.readStream(stream)()).events
    await writer.close()
    expect(JSON.stringify(recorded?.data)).toBe(JSON.stringify(data))
    expect(JSON.stringify(recorded?.metadata)).toBe(JSON.stringify(reversed))

    const database = openLibsql(file, 'read-only')
    const rows = prepareRows<readonly [string, string]>(database, 'SELECT data, metadata FROM events').all()
    database.close()
    expect(rows).toEqual([[JSON.stringify(data), JSON.stringify(reversed)]])
  })

  it('shows a line an event to whoever looks into it', () => {
    const database = openLibsql(folder.in('history.db'), 'read-only')
    const line = database
      .prepare('SELECT stream, revision, tenant, category, type FROM history WHERE position = 1')
      .get()
    database.close()
    expect(line).toMatchObject({
      stream: `acme.${streamNumber(0)}`,
      revision: 0,
      tenant: 'acme',
      category: 'serviceTicket',
      type: 'Type0',
    })
  })
})
