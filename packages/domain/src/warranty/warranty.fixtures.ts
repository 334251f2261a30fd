import { given, historyOf } from '@aftersale/decider/testing'
import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { AssetId } from '../asset/asset-id.js'
import { at } from '../calendar/calendar.fixtures.js'
import type { LocalDate } from '../calendar/local-date.js'
import type { Period } from '../calendar/period.js'
import type { Zone } from '../calendar/zone.js'
import type { CustomerId } from '../customer/customer-id.js'
import { washingMachineTerms } from '../policy/warranty-terms/example-warranty-terms.js'
import type { WarrantyLayerTerms, WarrantyTerms } from '../policy/warranty-terms/warranty-terms.js'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { LineId } from '../units/line-id.js'
import type { WarrantyCommand } from './commands.js'
import type { WarrantyEvent } from './events.js'
import { layerOf } from './layers/changed-terms.js'
import type { WarrantyState } from './state.js'
import { warranty } from './warranty.js'
import { type WarrantedUnit, warrantyIdOfUnit } from './warranty-id.js'

type CommandType = WarrantyCommand['type']
export type CommandOf<Type extends CommandType> = Extract<WarrantyCommand, { readonly type: Type }>
export type DataOf<Type extends CommandType> = CommandOf<Type>['data']

export { at }
export const text = (words: string): NonEmptyText => words as NonEmptyText
export const day = (words: string): LocalDate => words as LocalDate
export const period = (words: string): Period => words as Period
export const noonOf = (words: string): Instant => at(`${words}T12:00Z`)

const purchaseId = '0197290f-6a00-7000-8000-0000000000a1' as PurchaseId
/** The first unit of the first line. */
export const unit: WarrantedUnit = { purchaseId, lineId: 'line-1' as LineId, unit: 1 as PositiveInteger }
export const warrantyId = warrantyIdOfUnit(unit)
export const otherWarrantyId = warrantyIdOfUnit({ ...unit, unit: 2 as PositiveInteger })
export const assetId = '0197290f-6a00-7000-8000-0000000000a2' as AssetId
export const ada = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
export const bela = '0197290f-6a00-7000-8000-00000000c002' as CustomerId

export const berlin = 'Europe/Berlin' as Zone
export const conformity = text('conformity')
export const motor = text('motor')
export const motorExtension = text('motor-extension')

/** A command with what is usual of it, but for what differs. */
export const usual =
  <Type extends CommandType>(type: Type, data: DataOf<Type>) =>
  (differing: Partial<DataOf<Type>> = {}): CommandOf<Type> =>
    ({ type, data: { ...data, ...differing } }) as unknown as CommandOf<Type>

const [conformityLayer, motorLayer, motorExtensionLayer] = washingMachineTerms.layers as readonly [
  WarrantyLayerTerms,
  WarrantyLayerTerms,
  WarrantyLayerTerms,
]

export { conformityLayer, motorExtensionLayer, motorLayer }

export const termsWith = (...layers: ReadonlyArray<WarrantyLayerTerms>): WarrantyTerms => ({
  policyId: text('terms'),
  version: 1 as PositiveInteger,
  layers,
})

/** A washing machine, bought by Ada in Germany at noon of 3 March 2025. */
export const register = usual('RegisterWarranty', {
  warrantyId,
  assetId,
  serial: text('WM-17'),
  customerId: ada,
  unit,
  terms: washingMachineTerms,
  disclosures: [],
  purchasedAt: noonOf('2025-03-03'),
  registeredAt: noonOf('2025-03-03'),
})

/** Delivered a week later: what the law gives ends on 10 March 2027. */
export const deliver = usual('StartWarranty', { warrantyId, anchor: 'delivery', anchoredAt: noonOf('2025-03-10') })
/** Installed on 12 March 2025: the motor is covered until 11 March 2030, and three years more by the extension. */
export const install = usual('StartWarranty', { warrantyId, anchor: 'installation', anchoredAt: noonOf('2025-03-12') })

/** Six months on a pump that was put in on 10 June 2025. */
export const pumpRepair: WarrantyLayerTerms = {
  layerId: text('pump-repair'),
  kind: 'repair-warranty',
  obligor: { party: 'repairer', contact: text('workshop') },
  startAnchor: 'service-completed',
  period: period('P6M'),
  countingRule: 'event-day-excluded-no-roll',
  zone: berlin,
  covered: [text('pump')],
  excluded: [],
  conditions: [],
  remedies: ['repair'],
  transferable: true,
  custodySuspends: false,
}
export const addLayer = usual('AddWarrantyLayer', { warrantyId, layer: pumpRepair, addedAt: noonOf('2025-06-10') })
export const extend = usual('ExtendWarranty', {
  warrantyId,
  extensionId: text('extension-1'),
  layerId: motor,
  by: period('P1Y'),
  cause: 'purchase',
  extendedAt: noonOf('2025-06-01'),
})
export const extendByLaw = usual('ExtendWarranty', {
  warrantyId,
  extensionId: text('repair-1'),
  layerId: conformity,
  by: period('P12M'),
  cause: 'repair-remedy',
  extendedAt: noonOf('2027-01-15'),
})
export const reverse = usual('ReverseExtension', {
  warrantyId,
  extensionId: text('extension-1'),
  because: text('refunded'),
  reversedAt: noonOf('2025-06-20'),
})
/** The end of 10 March 2027 in Berlin. */
export const expire = usual('ExpireWarranty', {
  warrantyId,
  layerId: conformity,
  dueAt: at('2027-03-11T00:00+01:00'),
})

/** 20 days, the first and the last among them. */
export const take = usual('TakeIntoCustody', {
  warrantyId,
  custodyId: text('custody-1'),
  purpose: 'repair',
  takenAt: noonOf('2026-09-01'),
})
export const handBack = usual('HandBack', {
  warrantyId,
  custodyId: text('custody-1'),
  handedBackAt: noonOf('2026-09-20'),
})
/** Ten days: the day on which it runs again is none. */
export const suspend = usual('SuspendWarranty', {
  warrantyId,
  suspensionId: text('rest-1'),
  because: text('in-storage'),
  suspendedAt: noonOf('2026-05-01'),
})
export const resume = usual('ResumeWarranty', {
  warrantyId,
  suspensionId: text('rest-1'),
  resumedAt: noonOf('2026-05-11'),
})

export const clarify = usual('ClarifyResponsibleParty', {
  warrantyId,
  failureModes: [text('motor')],
  party: 'manufacturer',
  contact: text('manufacturer-service'),
  channel: 'phone',
  contactId: text('contact-1'),
  informedAt: noonOf('2025-08-05'),
})

export const transfer = usual('TransferWarranty', {
  warrantyId,
  transferId: text('transfer-1'),
  to: bela,
  transferredAt: noonOf('2026-04-01'),
})
export const waterDamage = {
  kind: 'misuse' as const,
  exclusion: text('water-damage'),
  causedFailure: text('motor'),
  evidenceIds: [text('photo-1')],
}
export const voidIt = usual('VoidWarranty', {
  warrantyId,
  voidId: text('void-1'),
  grounds: [waterDamage],
  voidedAt: noonOf('2025-09-01'),
})
export const contest = usual('ContestVoid', {
  warrantyId,
  voidId: text('void-1'),
  contestId: text('contest-1'),
  evidenceIds: [text('report-1')],
  contestedAt: noonOf('2025-09-05'),
})
export const answer = usual('AnswerVoidContest', {
  warrantyId,
  voidId: text('void-1'),
  contestId: text('contest-1'),
  answer: 'lifted',
  because: text('not-the-cause'),
  answeredAt: noonOf('2025-09-10'),
})
export const supersede = usual('SupersedeWarranty', {
  warrantyId,
  byWarrantyId: otherWarrantyId,
  termPolicy: { kind: 'remainder' },
  supersededAt: noonOf('2025-10-01'),
})
export const cancel = usual('CancelWarranty', {
  warrantyId,
  because: text('returned'),
  cancelledAt: noonOf('2025-03-20'),
})

/** The history of a warranty to which all this was said, none of it refused. */
export const after = (...commands: ReadonlyArray<WarrantyCommand>): ReadonlyArray<WarrantyEvent> =>
  historyOf(warranty, commands)

export const stateAfter = (...commands: ReadonlyArray<WarrantyCommand>): WarrantyState =>
  given(warranty, after(...commands)).state

/** The last day of a layer; undefined while it waits for what it is counted from. */
export const lastOn = (state: WarrantyState, layerId: string = conformity): LocalDate | undefined =>
  state.status === 'not-registered' ? undefined : layerOf(state.warranty, layerId)?.term?.lastOn
