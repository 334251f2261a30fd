import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant, LocalDate, Zone } from '@aftersale/domain/calendar'
import { domainEventCatalogue } from '@aftersale/domain/events'
import { canonicalLine, type HistoryEvent, simulateHistory, storeSource, storeTarget } from '@aftersale/history'
import { figuresOf } from '@aftersale/metrics'
import { afterSalesFacts } from '@aftersale/read-models'
import * as E from 'fp-ts/lib/Either.js'
import { right } from './right-or-left.fixtures.js'
import { kindsOfStores } from './stores.fixtures.js'

const golden = readFileSync(join(__dirname, '..', '..', '..', 'examples', 'golden-history', 'history.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as HistoryEvent)

const simulated = async (): Promise<ReadonlyArray<HistoryEvent>> => {
  const events: Array<HistoryEvent> = []
  const simulation = simulateHistory({
    seed: 20250602,
    customers: 40,
    from: '2025-01-01' as LocalDate,
    until: '2025-01-20' as LocalDate,
    target: {
      name: 'memory',
      streamEvents: () => async () => E.right([]),
      write: (added) => async () => {
        events.push(...added)
        return E.right(undefined)
      },
      finish: () => async () => E.right(undefined),
      abandon: async () => undefined,
    },
  })
  right(await simulation())
  return events
}

/** The same history as one tenant's. */
const ofTenant = (tenant: string, history: ReadonlyArray<HistoryEvent>): ReadonlyArray<HistoryEvent> =>
  history.map(({ stream, metadata, ...rest }) => ({
    ...rest,
    stream: `${tenant}.${stream}`,
    metadata: { ...(metadata as object), tenantId: tenant },
  }))

const ndjsonOf = (history: ReadonlyArray<HistoryEvent>): string =>
  history.map((event) => `${canonicalLine(event)}\n`).join('')

/** Every figure, with the events that it was counted from. */
const figuresOfHistory = (history: ReadonlyArray<HistoryEvent>) => {
  const fold = afterSalesFacts()
  let asOf = '' as Instant
  for (const recorded of history) {
    const { event, metadata } = right(domainEventCatalogue.decode(recorded))
    fold.record({ ...recorded, event, metadata })
    if (metadata.recordedAt > asOf) asOf = metadata.recordedAt
  }
  const figures = figuresOf(fold.facts(), { zone: 'UTC' as Zone, asOf })
  return figures.map((figure) => ({ ...figure, counted: figure.counted() }))
}

/** Of no other run, on a server that keeps what it was given. */
const tenant = `run${Date.now().toString(36)}`

describe.each(kindsOfStores)(
  'a history moved to a store ($kind) and read back',
  ({ isSharedWithOthers, emptyStore }) => {
    const movedAndBack = async (
      history: ReadonlyArray<HistoryEvent>,
      options: { readonly tenant?: string },
    ): Promise<ReadonlyArray<HistoryEvent>> => {
      const store = await emptyStore()
      const handle = await store.open(options)
      try {
        const target = storeTarget('store', handle)
        right(await target.write(history)())
        right(await target.finish()())
        expect(target.taken()).toBe(history.length)

        const back: Array<HistoryEvent> = []
        for await (const batch of storeSource('store', handle).batches()) back.push(...right(batch).events)
        return back
      } finally {
        await handle.close()
        await store.discard()
      }
    }

    const histories: ReadonlyArray<readonly [name: string, history: () => Promise<ReadonlyArray<HistoryEvent>>]> = [
      ['the golden one', async () => golden],
      ['of a desk as simulated', simulated],
    ]

    it.each(histories)('is the same file, byte for byte, with the same figures: %s', async (name, told) => {
      const single = await told()
      expect(single.length).toBeGreaterThan(40)
      const perRun = tenant + (name === 'the golden one' ? 'g' : 's')
      const cases = [
        ...(isSharedWithOthers ? [] : [{ options: {}, history: single }]),
        { options: { tenant: perRun }, history: ofTenant(perRun, single) },
      ]
      for (const { options, history } of cases) {
        const back = await movedAndBack(history, options)
        expect(ndjsonOf(back) === ndjsonOf(history)).toBe(true)
        expect(figuresOfHistory(back)).toEqual(figuresOfHistory(single))
      }
    })
  },
)
