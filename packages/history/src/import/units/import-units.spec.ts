import { writeFileSync } from 'node:fs'
import { assetIdOf } from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { temporaryDirectory } from '../../file/history-files.fixtures.js'
import { canonicalLine, type HistoryEvent } from '../../history-event.js'
import { storeTarget } from '../../history-target.js'
import { verifyHistory } from '../../verification/verify-history.js'
import { importLog } from '../import-log.js'
import { mappingFrom } from '../mapping-file.js'

const files = temporaryDirectory()
afterAll(files.remove)

const written = {
  name: 'pumps',
  namespace: '0b7a1f63-9e7d-5c21-8a50-6f1f0c8f5a12',
  csv: {},
  dayZero: { on: '2025-03-29', zone: 'Europe/Berlin' },
  units: { serial: 'Pump', day: 'Day', status: 'What', repaired: ['repair', 'seal'], ended: ['end'] },
  sku: 'pump',
  failureMode: 'seal',
}

const mappingWith = (more: object = {}) => {
  const mapping = mappingFrom(JSON.stringify({ ...written, ...more }))
  if (E.isLeft(mapping)) throw new TypeError(mapping.left)
  return mapping.right
}

const target = () => {
  const store = inMemoryEventStore()
  return { store, target: storeTarget('memory', store) }
}

let logs = 0
const importing = async (rows: ReadonlyArray<string>, into = target(), mapping = mappingWith()) => {
  logs += 1
  const log = files.path(`log-${logs}.csv`)
  writeFileSync(log, `${['Pump,Day,What', ...rows].join('\n')}\n`)
  const leftOut: Array<string> = []
  const summary = await importLog({
    log,
    mapping,
    target: into.target,
    onLeftOut: ({ line, reason, value }) => leftOut.push(`${line} ${reason}: ${value}`),
  })()
  const finished = await into.target.finish()()
  if (E.isLeft(finished)) throw new Error(JSON.stringify(finished.left))
  const page = await into.store.readAll()()
  if (E.isLeft(page)) throw new Error(page.left.failure)
  const events: ReadonlyArray<HistoryEvent> = page.right.events.map(({ stream, revision, type, data, metadata }) => ({
    stream,
    revision,
    type,
    data,
    metadata,
  }))
  return { summary, leftOut, events }
}

const streamOf = (serial: string): string =>
  `asset-${assetIdOf({ sku: 'pump' as NonEmptyText, serial: serial as NonEmptyText })}`

/** What is told of a pump, in its own order: `AssetServiced 2025-03-29T23:00:00.000Z`. */
const storyOf = (events: ReadonlyArray<HistoryEvent>, serial: string): ReadonlyArray<string> =>
  events
    .filter(({ stream }) => stream === streamOf(serial))
    .map(({ type, metadata }) => `${type} ${(metadata as { readonly occurredAt: string }).occurredAt}`)

describe('a unit', () => {
  it('is registered on day 0, repaired on its days and watched until the last one, all at their beginning there', async () => {
    const { events, summary } = await importing(['7,1,repair', '7,1,seal', '7,40,end', '8,12,end'])
    // The clocks of Berlin go forward in the night after day 1.
    expect(storyOf(events, '7')).toEqual([
      'AssetRegistered 2025-03-28T23:00:00.000Z',
      'AssetServiced 2025-03-29T23:00:00.000Z',
      'AssetServiced 2025-03-29T23:00:00.000Z',
      'AssetRetired 2025-05-07T22:00:00.000Z',
    ])
    expect(storyOf(events, '8')).toEqual([
      'AssetRegistered 2025-03-28T23:00:00.000Z',
      'AssetRetired 2025-04-09T22:00:00.000Z',
    ])
    expect(summary).toEqual(
      E.right({ rows: 4, cases: 2, casesAre: 'units', eventsAdded: 6, eventsThereBefore: 0, rowsLeftOut: 0 }),
    )
    expect(events.find(({ type }) => type === 'AssetRegistered')?.data).toMatchObject({ sku: 'pump', serial: '7' })
    expect(events.find(({ type }) => type === 'AssetServiced')?.data).toMatchObject({
      kind: 'repair',
      failureMode: 'seal',
    })
    expect(events.find(({ type }) => type === 'AssetRetired')?.data).toMatchObject({ because: 'observation-ended' })
    const faults: Array<string> = []
    const source = {
      name: 'memory',
      async *batches() {
        yield E.right({ events })
      },
    }
    await verifyHistory(source, ({ what }) => faults.push(what))
    expect(faults).toEqual([])
  })

  it('is taken in the order of its days, its end last, wherever its rows stand', async () => {
    const inOrder = await importing(['7,3,repair', '7,9,repair', '7,9,end', '8,1,end'])
    const mixed = await importing(['7,9,end', '8,1,end', '7,9,repair', '7,3,repair'])
    expect(storyOf(mixed.events, '7')).toEqual(storyOf(inOrder.events, '7'))
    expect(mixed.leftOut).toEqual([])
  })

  it('has two repairs on one day where the log has two equal rows', async () => {
    const { events } = await importing(['7,9,repair', '7,9,repair'])
    const ids = events.flatMap(({ type, data }) =>
      type === 'AssetServiced' ? [(data as { readonly serviceId: string }).serviceId] : [],
    )
    expect([ids.length, new Set(ids).size]).toEqual([2, 2])
  })
})

describe('a row that can not be taken', () => {
  it.each([
    ['7,3', /^2 WrongNumberOfFields: 2 instead of 3$/],
    [',3,repair', /^2 KeyMissing: Pump$/],
    ['7,,repair', /^2 DayMissing: Day$/],
    ['7,3.5,repair', /^2 NotADay: Day = 3\.5$/],
    ['7,-3,repair', /^2 NotADay: Day = -3$/],
    ['7,9999999,repair', /^2 NotADay: Day = 9999999$/],
    ['7,3,', /^2 StatusMissing: What$/],
    ['7,3,oil', /^2 ValueNotMapped: What = oil$/],
  ])('is left out, and said why: %s', async (row, told) => {
    const { leftOut, events } = await importing([row, '8,1,end'])
    expect(leftOut).toEqual([expect.stringMatching(told)])
    expect(events).toHaveLength(2)
  })

  it('is one after nobody watched the unit any more', async () => {
    const { leftOut, events } = await importing(['7,9,end', '7,12,repair'])
    expect(leftOut).toEqual([expect.stringMatching(/^3 \w+: RecordService \{/)])
    expect(storyOf(events, '7').map((event) => event.split(' ')[0])).toEqual(['AssetRegistered', 'AssetRetired'])
  })
})

describe('importing again', () => {
  const rows = ['7,1,repair', '7,1,repair', '7,40,end', '8,12,end']

  it('adds nothing', async () => {
    const into = target()
    const first = await importing(rows, into)
    const again = await importing(rows, into)
    expect(again.summary).toMatchObject(E.right({ eventsAdded: 0, eventsThereBefore: 6 }))
    expect(again.events.map(canonicalLine)).toEqual(first.events.map(canonicalLine))
  })

  it('adds of a longer log what is new', async () => {
    const into = target()
    await importing(['7,1,repair', '8,12,end'], into)
    const longer = await importing(
      rows.concat('7,41,repair').filter((row) => row !== '7,40,end'),
      into,
    )
    const whole = await importing(rows.concat('7,41,repair').filter((row) => row !== '7,40,end'))
    const sorted = (events: ReadonlyArray<HistoryEvent>) => events.map((event) => canonicalLine(event)).sort()
    expect(sorted(longer.events)).toEqual(sorted(whole.events))
  })
})

it('is a mapping like any other: what is misspelt or missing is said', () => {
  const told = (more: object) => mappingFrom(JSON.stringify({ ...written, ...more }))
  expect(told({ dayZero: { on: '2025-02-30', zone: 'UTC' } })).toMatchObject({
    left: expect.stringMatching(/^not a mapping: dayZero\.on: expected LocalDate/),
  })
  expect(told({ units: { ...written.units, serrial: 'Pump' } })).toEqual(
    E.left('not a mapping: units.serrial means nothing there'),
  )
})
