import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { euConsumerLaw2026 } from '../policy/legal/index.js'
import type { WarrantyCommand } from './commands.js'
import { warrantyEvents } from './events.js'
import { type ClaimRejection, claimRejections } from './rejections/claims.js'
import { type WarrantyRejection, warrantyRejections } from './rejections.js'
import {
  ada,
  addLayer,
  after,
  answer,
  cancel,
  clarify,
  conformity,
  conformityLayer,
  contest,
  deliver,
  extend,
  extendByLaw,
  handBack,
  install,
  motor,
  motorExtensionLayer,
  noonOf,
  otherWarrantyId,
  period,
  register,
  resume,
  reverse,
  supersede,
  suspend,
  take,
  termsWith,
  text,
  transfer,
  unit,
  voidIt,
  warrantyId,
  waterDamage,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

/** Those of claims are come to by claims; `rejections/claims.spec.ts` has them. */
type LayerReason = Exclude<WarrantyRejection['reason'], ClaimRejection['reason']>

const running = [register(), deliver(), install()]
const calendarRef = { policyId: text('holidays'), version: 1 as PositiveInteger }
const moved = termsWith({ ...conformityLayer, countingRule: 'event-day-excluded', calendarRef })
const secondUnit = { ...unit, unit: 2 as PositiveInteger }
const oneUnit = { stream: text('purchase-1'), revision: 0, quantity: 1 as PositiveInteger }
const { causedFailure: _, ...nothingCaused } = waterDamage
const byLaw = [register({ law: euConsumerLaw2026 }), deliver()]

/** How each reason is come to: by commands alone, the last of which is refused. A reason that is missing does not compile. */
const waysTo: Readonly<Record<LayerReason, ReadonlyArray<WarrantyCommand>>> = {
  WarrantyNotRegistered: [deliver()],
  WarrantyAlreadyRegistered: [register(), register({ serial: text('WM-18') })],
  AddressedToAnotherWarranty: [register(), deliver({ warrantyId: otherWarrantyId })],
  NotTheWarrantyOfTheUnit: [register({ warrantyId: otherWarrantyId })],
  UnitNotOnPurchase: [register({ unit: secondUnit, warrantyId: otherWarrantyId, purchaseEvidence: oneUnit })],
  NothingWarranted: [register({ terms: termsWith() })],
  TermsMakeNoSense: [register({ terms: termsWith(motorExtensionLayer) })],
  CalendarMissing: [register({ terms: moved })],
  RegisteredBeforePurchase: [register({ registeredAt: noonOf('2025-03-02') })],
  AnchorBeforePurchase: [register(), deliver({ anchoredAt: noonOf('2025-03-02') })],
  NotThePurchase: [register(), deliver({ anchor: 'purchase' })],
  LayerUnknown: [register(), extend({ layerId: text('door') })],
  LayerIdReused: [register(), addLayer({ layer: { ...addLayer().data.layer, layerId: motor } })],
  LayerMakesNoSense: [register(), addLayer({ layer: { ...addLayer().data.layer, remedies: [] } })],
  LayerOver: [...running, extend({ layerId: conformity, extendedAt: noonOf('2027-03-11') })],
  LayerCountsNoMore: [...running, voidIt(), extend()],
  ExtensionIdReused: [...running, extend(), extend({ by: period('P2Y') })],
  ExtensionUnknown: [...running, reverse()],
  ExtensionOwedByLaw: [...byLaw, extendByLaw(), reverse({ extensionId: text('repair-1') })],
  NoExtensionByLaw: [...running, extendByLaw()],
  NotTheExtensionByLaw: [...byLaw, extendByLaw({ by: period('P1Y') })],
  CustodyIdReused: [...running, take(), take({ purpose: 'inspection' })],
  CustodyUnknown: [...running, handBack()],
  HandedBackBeforeTaken: [...running, take(), handBack({ handedBackAt: noonOf('2026-08-31') })],
  TakenBeforeRequested: [...running, take({ requestedAt: noonOf('2026-09-02') })],
  SuspensionIdReused: [...running, suspend(), suspend({ because: text('lent') })],
  SuspensionUnknown: [...running, resume()],
  ResumedBeforeSuspended: [...running, suspend(), resume({ resumedAt: noonOf('2026-04-30') })],
  NeverRestsByAgreement: [...running, suspend({ layerIds: [conformity] })],
  NothingToSuspend: [...running, suspend({ layerIds: [] })],
  NotAnObligor: [register(), clarify({ party: 'repairer' })],
  InformedBeforeFirstContact: [
    register(),
    clarify({ firstContact: { contactId: text('contact-0'), contactedAt: noonOf('2025-08-06') } }),
  ],
  WarrantyOver: [register(), cancel(), deliver()],
  TransferIdReused: [register(), transfer(), transfer({ to: ada })],
  OwnerAlready: [register(), transfer({ to: ada })],
  VoidIdReused: [register(), voidIt(), voidIt({ grounds: [waterDamage, waterDamage] })],
  VoidUnknown: [register(), contest()],
  NothingToVoid: [register(), voidIt({ grounds: [{ ...waterDamage, exclusion: text('frost') }] })],
  NoGround: [register(), voidIt({ grounds: [] })],
  LawNeverVoided: [register(), voidIt({ layerIds: [conformity] })],
  TieIn: [register(), voidIt({ grounds: [{ ...nothingCaused, kind: 'third-party-part' }] })],
  ExclusionNotInTerms: [
    register(),
    voidIt({ layerIds: [motor], grounds: [{ ...waterDamage, exclusion: text('frost') }] }),
  ],
  CauseNotShown: [register(), voidIt({ grounds: [nothingCaused] })],
  ContestIdReused: [register(), voidIt(), contest(), contest({ evidenceIds: [] })],
  ContestUnknown: [register(), voidIt(), answer()],
  ContestAnswered: [register(), voidIt(), contest(), answer(), answer({ answer: 'upheld' })],
  VoidLiftedAlready: [register(), voidIt(), contest(), answer(), contest({ contestId: text('contest-2') })],
  SupersededByItself: [register(), supersede({ byWarrantyId: warrantyId })],
  SupersededByAnother: [register(), supersede(), supersede({ byWarrantyId: warrantyId })],
}

it.each(Object.entries(waysTo))('%s is come to by commands', (reason, commands) => {
  const command = commands.at(-1)
  if (command === undefined) throw new Error('No command')
  const { decision } = given(warranty, after(...commands.slice(0, -1))).when(command)
  expect(E.isLeft(decision) && decision.left.reason).toBe(reason)
})

it('has a reason of no event’s name, each with a sentence', () => {
  const names: ReadonlyArray<string> = warrantyEvents.map(({ messageType }) => messageType)
  for (const [reason, sentence] of Object.entries(warrantyRejections)) {
    expect(names).not.toContain(reason)
    expect(sentence).toMatch(/\.$/)
  }
  const reasons = Object.keys(warrantyRejections)
  expect([...reasons].sort()).toStrictEqual([...Object.keys(waysTo), ...Object.keys(claimRejections)].sort())
})
