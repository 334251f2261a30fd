import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { Period } from '../calendar/period.js'
import {
  after,
  alert,
  assetId,
  bela,
  book,
  closeFault,
  complete,
  cover,
  day,
  end,
  install,
  june,
  minute,
  number,
  otherAssetId,
  otherWarrantyId,
  propose,
  read,
  register,
  reopen,
  replaceIt,
  resell,
  retire,
  service,
  setUp,
  shown,
  skip,
  transfer,
  uncover,
  visit,
} from './asset.fixtures.js'
import { asset } from './asset.js'
import type { AssetCommand } from './commands.js'
import { assetEvents } from './events.js'
import { type AssetRejection, assetRejections } from './rejections.js'

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<AssetRejection['reason'], ReadonlyArray<AssetCommand>>> = {
  AssetNotRegistered: [service()],
  AddressedToAnotherAsset: [register(), service({ assetId: otherAssetId })],
  AssetIdNotDerived: [register({ assetId: otherAssetId })],
  AssetAlreadyRegistered: [register(), register({ owner: { customerId: bela } })],
  SerialOnAnotherPurchase: [register(), resell()],
  SoldBeforeItCameBack: [register(), retire(), resell({ registeredAt: june(19) })],
  BeforeItsSale: [register(), transfer({ transferredAt: june(0) })],
  AssetIsRetired: [register(), retire(), alert(0)],
  AssetAlreadyCovered: [register(), cover(), cover({ warrantyId: otherWarrantyId })],
  CoverUnknown: [register(), uncover()],
  ReplacedByItself: [register(), replaceIt({ byAssetId: assetId })],
  ReplacedByAnother: [
    register(),
    replaceIt(),
    replaceIt({ byAssetId: '0197290f-6a00-5000-8000-000000000001' as typeof assetId }),
  ],
  InstallationOfVisitReused: [register(), install(), install({ installedAt: june(3) })],
  ServiceIdReused: [register(), service(), service({ kind: 'upgrade' })],
  MeterReadOtherwise: [register(), read(), read({ value: shown(1) })],
  MeterRanBackwards: [register(), read(), read({ value: shown(1), readAt: june(11) })],
  ReadingIdReused: [register(), alert(0), alert(0, { severity: 'info' })],
  FaultUnknown: [register(), closeFault()],
  FaultRaisedLater: [register(), alert(0), alert(5), alert(10), closeFault({ closedAt: minute(9) })],
  ScheduleUnknown: [register(), book()],
  ScheduleIdReused: [register(), setUp(), setUp({ anchorOn: day('2025-05-01') })],
  MaintenanceNeverDue: [register(), setUp({ every: { period: 'P9999Y' as Period } })],
  ScheduleOver: [register(), setUp(), end(), book()],
  SlotNotDue: [register(), setUp(), book({ slot: number(7) })],
  SlotBooked: [register(), setUp(), book(), book({ visitId: visit(3) })],
  SlotPerformed: [register(), setUp(), complete(), skip()],
  SlotSkipped: [register(), setUp(), propose(), skip(), book()],
  SlotNotOfVisit: [register(), setUp(), propose(), reopen()],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(asset, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = assetEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(assetRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
})
