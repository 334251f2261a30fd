import { type AssetId, type AssetState, assetAggregate } from '@aftersale/domain'
import { oneOf, send, telemetry } from './after-sales-shop.fixtures.js'
import { berlinDayOf } from './berlin.fixtures.js'
import type { Act } from './claim-acts.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { uuid } from './shop.fixtures.js'

type Asset = Exclude<AssetState, { readonly status: 'not-registered' }>['asset']

export const assetsIn = (world: LedgerWorld): ReadonlyArray<Asset> =>
  [...world.streams.keys()]
    .filter((name) => name.startsWith('asset-'))
    .flatMap((name) => assetIn(world, name.slice('asset-'.length) as AssetId) ?? [])

const assetIn = (world: LedgerWorld, id: AssetId): Asset | undefined => {
  const state: AssetState = world.stateOf(assetAggregate, id)
  return state.status === 'not-registered' ? undefined : state.asset
}

const codes = ['pump-blocked', 'too-hot'] as const

/** Readings come in a hurry, and twice. */
const readings: Act = (world, dice) => {
  const asset = oneOf(assetsIn(world), dice)
  if (asset === undefined) return
  const { assetId } = asset
  const faultCode = codes[dice(codes.length)]
  for (let count = 1 + dice(4); count > 0; count -= 1) {
    world.minutes += 2
    send(world, 'asset', assetId, 'RecordTelemetry', {
      assetId,
      readingId: `reading-${dice(3) === 0 ? 0 : world.log.length}`,
      faultCode,
      severity: 'warning',
      measuredAt: world.now(),
      policy: telemetry,
    })
  }
}

const assetNews: Act = (world, dice) => {
  const asset = oneOf(assetsIn(world), dice)
  if (asset === undefined) return
  const { assetId } = asset
  const at = world.now()
  const all: ReadonlyArray<readonly [string, object]> = [
    ['RecoverFault', { faultCode: codes[dice(codes.length)], recoveredAt: at }],
    ['MoveAsset', { place: 'Hamburg', movedAt: at }],
    ['TransferAsset', { to: { customerId: uuid('bbbb', 2) }, transferredAt: at }],
    ['RecordService', { serviceId: `service-${world.log.length}`, kind: 'inspection', performedAt: at }],
    ['RetireAsset', { because: 'scrapped', retiredAt: at }],
    ['EndMaintenance', { scheduleId: 'by-hand', because: 'not-wanted', endedAt: at }],
  ]
  const [type, data] = all[dice(all.length)] ?? ['', {}]
  send(world, 'asset', assetId, type, { assetId, ...data })
}

const setUpMaintenance: Act = (world, dice) => {
  const asset = oneOf(assetsIn(world), dice)
  if (asset === undefined) return
  const { assetId } = asset
  send(world, 'asset', assetId, 'SetUpMaintenance', {
    assetId,
    scheduleId: 'by-hand',
    every: { period: 'P4M' },
    counting: ['from-anchor', 'from-last-performed'][dice(2)],
    anchorOn: berlinDayOf(world.now()),
    zone: 'Europe/Berlin',
    calendar: { calendarId: 'visits', version: 1, holidays: [] },
    proposedDaysAhead: 7,
    setUpAt: world.now(),
  })
}

/** Each as often as it is to happen. */
export const assetActs: ReadonlyArray<Act> = [readings, readings, readings, assetNews, setUpMaintenance]
