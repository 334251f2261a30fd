import { given, historyOf } from '@aftersale/decider/testing'
import {
  type Instant,
  millisecondsAfter,
  type NonEmptyText,
  type PositiveInteger,
  type Uuid,
} from '@aftersale/messages'
import * as fc from 'fast-check'
import { at } from '../calendar/calendar.fixtures.js'
import type { Duration } from '../calendar/duration.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Period } from '../calendar/period.js'
import type { Zone } from '../calendar/zone.js'
import type { CustomerId } from '../customer/customer-id.js'
import type { MarketCode } from '../policy/market-code.js'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { ServiceTicketId } from '../service-ticket/service-ticket-id.js'
import type { VisitId } from '../service-ticket/visit-id.js'
import type { StaffId } from '../staff/staff-id.js'
import type { LineId } from '../units/line-id.js'
import type { WarrantyId } from '../warranty/warranty-id.js'
import { asset } from './asset.js'
import { assetIdOf, assetIdOfUnit } from './asset-id.js'
import type { SoldUnit } from './asset-vocabulary.js'
import type { AssetCommand } from './commands.js'
import type { AssetEvent } from './events.js'
import { faultIdOf } from './fault-id.js'
import type { TelemetryPolicy } from './faults/telemetry-policy.js'
import type { DaysAhead, VisitCalendar } from './maintenance/maintenance-plan.js'
import type { MeterValue } from './meters/meter-value.js'
import type { Asset } from './state.js'

type CommandType = AssetCommand['type']
type CommandOf<Type extends CommandType> = Extract<AssetCommand, { readonly type: Type }>
type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export const text = (words: string): NonEmptyText => words as NonEmptyText
export const day = (words: string): LocalDate => words as LocalDate
export const number = (value: number): PositiveInteger => value as PositiveInteger
export const shown = (value: number): MeterValue => value as MeterValue
export const duration = (words: string): Duration => words as Duration
const uuid = (last: string): Uuid => `0197290f-6a00-7000-8000-${last.padStart(12, '0')}` as Uuid

export const ada = uuid('c001') as unknown as CustomerId
export const bela = uuid('c002') as unknown as CustomerId
export const warrantyId = uuid('f001') as unknown as WarrantyId
export const otherWarrantyId = uuid('f002') as unknown as WarrantyId
export const visit = (count: number): VisitId => uuid(`f10${count}`) as unknown as VisitId
const technicianId = uuid('e001') as unknown as StaffId
const ticketId = uuid('a001') as unknown as ServiceTicketId

export const sku = text('WM-9')
const serial = text('S-17')
/** A washing machine of Ada's. */
export const assetId = assetIdOf({ sku, serial })
export const otherAssetId = assetIdOf({ sku, serial: text('S-18') })

export const purchased: SoldUnit = {
  purchaseId: uuid('b001') as unknown as PurchaseId,
  lineId: 'washer' as LineId,
  unit: number(1),
}
const purchasedElsewhere: SoldUnit = { ...purchased, purchaseId: uuid('b002') as unknown as PurchaseId }

/** Days of June 2025 in Berlin, and beyond: the 31st is the first of July. */
export const june = (date: number, time = '12:00'): Instant =>
  millisecondsAfter(at(`2025-06-01T${time}+02:00`), (date - 1) * 86_400_000)

const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const onlineUnit = {
  assetId,
  sku,
  serial,
  batch: text('2025-W14'),
  owner: { customerId: ada },
  marketCode: 'DE' as MarketCode,
  registeredAt: june(1),
}

export const register = usual('RegisterAsset', { ...onlineUnit, purchase: purchased })
/** By its owner, who names no purchase. */
export const registerAlone = usual('RegisterAsset', onlineUnit)
/** Of a unit that has no serial. */
export const registerUnit = (): AssetCommand => {
  const { serial: _, ...data } = register({ assetId: assetIdOfUnit(purchased) }).data
  return { type: 'RegisterAsset', data }
}
export const resell = usual('RegisterAsset', {
  ...onlineUnit,
  owner: { customerId: bela },
  purchase: purchasedElsewhere,
  registeredAt: june(25),
})
export const transfer = usual('TransferAsset', { assetId, to: { customerId: bela }, transferredAt: june(5) })
export const cover = usual('CoverAsset', { assetId, warrantyId, coveredAt: june(1) })
export const uncover = usual('UncoverAsset', { assetId, warrantyId, because: text('cancelled'), uncoveredAt: june(6) })
export const replaceIt = usual('ReplaceAsset', { assetId, byAssetId: otherAssetId, replacedAt: june(20) })
export const retire = usual('RetireAsset', { assetId, because: 'returned', retiredAt: june(20) })

export const install = usual('InstallAsset', {
  assetId,
  place: text('Cellar'),
  visitId: visit(1),
  performer: { kind: 'in-house', technicianId },
  installedAt: june(2),
})
export const move = usual('MoveAsset', { assetId, place: text('Attic'), movedAt: june(8) })
export const service = usual('RecordService', {
  assetId,
  serviceId: text('repair-1'),
  kind: 'repair',
  failureMode: text('pump'),
  parts: [{ partNo: text('P-4'), oldSerial: text('P4-1'), newSerial: text('P4-2') }],
  ticketId,
  performedAt: june(9),
})
export const read = usual('RecordMeterReading', {
  assetId,
  meter: text('cycles'),
  value: shown(250),
  readAt: june(10),
})

/** Three readings within a quarter of an hour, a minute apart at least; then none for an hour. */
export const threeInAQuarter: TelemetryPolicy = {
  policyId: text('washers-online'),
  version: number(2),
  threshold: number(3),
  within: duration('PT15M'),
  debounce: duration('PT1M'),
  cooldown: duration('PT1H'),
}

/** 10 June, so many minutes after 08:00 in Berlin. */
export const minute = (minutes: number): Instant => millisecondsAfter(june(10, '08:00'), minutes * 60_000)

const reported = usual('RecordTelemetry', {
  assetId,
  readingId: text('r-0'),
  faultCode: text('E18'),
  severity: 'warning',
  measuredAt: minute(0),
  policy: threeInAQuarter,
})
/** What the device reported at that minute, by an id that is that of the minute. */
export const alert = (minutes: number, differing: Partial<DataOf<'RecordTelemetry'>> = {}) =>
  reported({ readingId: text(`r-${minutes}`), measuredAt: minute(minutes), ...differing })
export const recover = usual('RecoverFault', { assetId, faultCode: text('E18'), recoveredAt: minute(30) })
export const faultNumber = (count: number) => faultIdOf(assetId, text('E18'), count)
export const closeFault = usual('CloseFault', {
  assetId,
  faultId: faultNumber(1),
  because: 'resolved',
  closedAt: minute(60),
})

export const weekdays: VisitCalendar = { calendarId: text('visits'), version: number(1), holidays: [] }
const schedule = {
  assetId,
  scheduleId: text('monthly'),
  anchorOn: day('2025-05-31'),
  zone: 'Europe/Berlin' as Zone,
  calendar: weekdays,
  setUpAt: june(1),
}
/** Due on 30 June, 31 July, 31 August (a Sunday) and so on; proposed two weeks before. */
export const setUp = usual('SetUpMaintenance', {
  ...schedule,
  every: { period: 'P1M' as Period },
  proposedDaysAhead: 14 as DaysAhead,
})
/** Due every 100 cycles. */
export const setUpByUse = usual('SetUpMaintenance', {
  ...schedule,
  scheduleId: text('by-use'),
  every: { meter: text('cycles'), units: number(100) },
})
export const changeCalendar = usual('ChangeMaintenanceCalendar', {
  assetId,
  scheduleId: text('monthly'),
  calendar: { ...weekdays, version: number(2), holidays: [day('2025-06-30')] },
  changedAt: june(3),
})

const slot = { assetId, scheduleId: text('monthly'), slot: number(1) }
/** The start of 16 June. */
export const dueAt = '2025-06-15T22:00:00.000Z' as Instant
export const propose = usual('ProposeMaintenance', { ...slot, dueAt })
export const book = usual('BookMaintenance', { ...slot, visitId: visit(2), bookedAt: june(17) })
export const reopen = usual('ReopenMaintenance', {
  ...slot,
  visitId: visit(2),
  because: text('no-show'),
  reopenedAt: june(30),
})
export const complete = usual('CompleteMaintenance', { ...slot, visitId: visit(2), performedAt: june(30) })
export const skip = usual('SkipMaintenance', { ...slot, because: text('not-wanted'), skippedAt: june(18) })
export const end = usual('EndMaintenance', {
  assetId,
  scheduleId: text('monthly'),
  because: text('plan-cancelled'),
  endedAt: june(19),
})

/** The history of an asset to which all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<AssetCommand>): ReadonlyArray<AssetEvent> => historyOf(asset, commands)

/** What is known of it then. */
export const assetAfter = (...commands: ReadonlyArray<AssetCommand>): Asset => {
  const { state } = given(asset, after(...commands))
  if (state.status === 'not-registered') throw new Error('Never registered')
  return state.asset
}

const anyTime = fc
  .integer({ min: 0, max: 24 * 80 })
  .map((hours) => millisecondsAfter(june(1), (hours - 24) * 3_600_000))
const anyOwner = fc.constantFrom({ customerId: ada }, { customerId: bela }, {})
const anyVisit = fc.integer({ min: 2, max: 4 }).map(visit)
const anySlot = fc.record(
  { scheduleId: fc.constantFrom(text('monthly'), text('by-use')), slot: fc.integer({ min: 1, max: 4 }).map(number) },
  { noNullPrototype: true },
)
const anyMinute = fc.integer({ min: 0, max: 20 })

/** What the device tells of one fault code or another, at any minutes. */
export const anyAlert: fc.Arbitrary<CommandOf<'RecordTelemetry'>> = fc
  .tuple(anyMinute, fc.constantFrom('E18', 'E21'), fc.constantFrom('info', 'warning', 'critical'))
  .map(([minutes, code, severity]) =>
    alert(minutes, {
      readingId: text(`${code}-${minutes}`),
      faultCode: text(code),
      severity: severity as 'info' | 'warning' | 'critical',
    }),
  )

/** A sale that may be another's, or the next one. */
const anyRegistration: fc.Arbitrary<AssetCommand> = fc
  .tuple(anyOwner, fc.constantFrom(purchased, purchasedElsewhere), anyTime)
  .map(([owner, purchase, registeredAt]) => register({ owner, purchase, registeredAt }))

const anyEnd: fc.Arbitrary<AssetCommand> = fc.oneof(
  fc
    .tuple(fc.constantFrom('returned' as const, 'scrapped' as const), anyTime)
    .map(([because, retiredAt]) => retire({ because, retiredAt })),
  anyTime.map((replacedAt) => replaceIt({ replacedAt })),
)

const anyUse: fc.Arbitrary<AssetCommand> = fc.oneof(
  fc.tuple(anyOwner, anyTime).map(([to, transferredAt]) => transfer({ to, transferredAt })),
  fc
    .tuple(fc.constantFrom(warrantyId, otherWarrantyId), anyTime)
    .map(([id, coveredAt]) => cover({ warrantyId: id, coveredAt })),
  fc
    .tuple(fc.constantFrom(warrantyId, otherWarrantyId), anyTime)
    .map(([id, uncoveredAt]) => uncover({ warrantyId: id, uncoveredAt })),
  fc.tuple(anyVisit, anyTime).map(([visitId, installedAt]) => install({ visitId, installedAt })),
  anyTime.map((movedAt) => move({ movedAt })),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), anyTime)
    .map(([count, performedAt]) => service({ serviceId: text(`repair-${count}`), performedAt })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 900 }), anyTime, fc.boolean())
      .map(([value, readAt, isNew]) =>
        read({ value: shown(value), readAt, ...(isNew && value < 100 ? { startsAnew: true } : {}) }),
      ),
  },
  { weight: 9, arbitrary: anyAlert },
  anyMinute.map((minutes) => recover({ recoveredAt: minute(minutes) })),
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), anyMinute)
    .map(([count, minutes]) => closeFault({ faultId: faultNumber(count), closedAt: minute(minutes) })),
  fc.constantFrom<AssetCommand>(setUp(), setUpByUse(), setUp({ counting: 'from-last-performed' }), changeCalendar()),
  { weight: 2, arbitrary: fc.constant(propose()) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anySlot, anyVisit, anyTime)
      .map(([data, visitId, bookedAt]) => book({ ...data, visitId, bookedAt })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anySlot, anyVisit, anyTime)
      .map(([data, visitId, reopenedAt]) => reopen({ ...data, visitId, reopenedAt })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anySlot, anyVisit, anyTime)
      .map(([data, visitId, performedAt]) => complete({ ...data, visitId, performedAt })),
  },
  fc.tuple(anySlot, anyTime).map(([data, skippedAt]) => skip({ ...data, skippedAt })),
  anyTime.map((endedAt) => end({ endedAt })),
)

/** Any command to the asset, sensible or not. */
export const anyCommand: fc.Arbitrary<AssetCommand> = fc.oneof(
  { weight: 20, arbitrary: anyUse },
  { weight: 1, arbitrary: anyRegistration },
  { weight: 1, arbitrary: anyEnd },
)
