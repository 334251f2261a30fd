import { type Instant, millisecondsAfter } from '@aftersale/messages'
import * as fc from 'fast-check'
import { euConsumerLaw2022, euConsumerLaw2026, ukConsumerLaw } from '../policy/legal/index.js'
import type { LegalPack } from '../policy/legal/legal-pack.js'
import type { WarrantyCommand } from './commands.js'
import {
  ada,
  addLayer,
  answer,
  bela,
  cancel,
  clarify,
  conformity,
  contest,
  deliver,
  expire,
  extend,
  extendByLaw,
  handBack,
  install,
  motor,
  motorExtension,
  noonOf,
  period,
  pumpRepair,
  register,
  resume,
  reverse,
  supersede,
  suspend,
  take,
  text,
  transfer,
  voidIt,
} from './warranty.fixtures.js'

/** Some hour of the nine years from the purchase on. */
export const anyTime: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 9 * 365 * 24 })
  .map((hours) => millisecondsAfter(noonOf('2025-03-03'), hours * 3_600_000))

/** An hour of the first two months, when things are delivered and installed. */
const anyEarlyTime = fc
  .integer({ min: 0, max: 60 * 24 })
  .map((hours) => millisecondsAfter(noonOf('2025-03-03'), hours * 3_600_000))

const anyOf = (prefix: string) => fc.integer({ min: 1, max: 3 }).map((number) => text(`${prefix}-${number}`))
const anyLayerId = fc.constantFrom(conformity, motor, motorExtension, text('pump-repair'))
const anyPeriod = fc.constantFrom('P1Y', 'P6M', 'P1M', 'P14D', 'P1M10D', 'P2W').map(period)

const suspending = (pack: LegalPack): LegalPack =>
  pack.conformity === undefined ? pack : { ...pack, conformity: { ...pack.conformity, custodySuspends: true } }

/** The washing machine under this law or that, or under none. */
export const anyRegistration: fc.Arbitrary<WarrantyCommand> = fc
  .constantFrom(undefined, euConsumerLaw2022, euConsumerLaw2026, suspending(euConsumerLaw2026), ukConsumerLaw)
  .map((law) => register(law === undefined ? {} : { law }))

const anyExtension = fc
  .tuple(anyOf('extension'), anyLayerId, anyPeriod, fc.constantFrom('purchase' as const, 'goodwill' as const), anyTime)
  .map(([extensionId, layerId, by, cause, extendedAt]) => extend({ extensionId, layerId, by, cause, extendedAt }))

const anyCustody = fc.oneof(
  fc
    .tuple(anyOf('custody'), fc.constantFrom('repair' as const, 'inspection' as const), anyTime)
    .map(([custodyId, purpose, takenAt]) => take({ custodyId, purpose, takenAt })),
  fc.tuple(anyOf('custody'), anyTime).map(([custodyId, handedBackAt]) => handBack({ custodyId, handedBackAt })),
  fc
    .tuple(anyOf('rest'), fc.option(fc.subarray([motor, motorExtension])), anyTime)
    .map(([suspensionId, layerIds, suspendedAt]) =>
      suspend({ suspensionId, suspendedAt, ...(layerIds === null ? {} : { layerIds }) }),
    ),
  fc.tuple(anyOf('rest'), anyTime).map(([suspensionId, resumedAt]) => resume({ suspensionId, resumedAt })),
)

const anyEnding: fc.Arbitrary<WarrantyCommand> = fc.oneof(
  fc.tuple(anyOf('transfer'), fc.option(fc.constantFrom(ada, bela)), anyTime).map(([transferId, to, transferredAt]) => {
    const { to: _, ...data } = transfer({ transferId, transferredAt }).data
    return { type: 'TransferWarranty' as const, data: to === null ? data : { ...data, to } }
  }),
  fc.tuple(anyOf('void'), anyTime).map(([voidId, voidedAt]) => voidIt({ voidId, voidedAt })),
  fc
    .tuple(anyOf('void'), anyOf('contest'), anyTime)
    .map(([voidId, contestId, contestedAt]) => contest({ voidId, contestId, contestedAt })),
  fc
    .tuple(anyOf('void'), anyOf('contest'), fc.constantFrom('upheld' as const, 'lifted' as const))
    .map(([voidId, contestId, said]) => answer({ voidId, contestId, answer: said })),
)

const anyAnchor = fc.oneof(
  anyEarlyTime.map((anchoredAt) => deliver({ anchoredAt })),
  anyEarlyTime.map((anchoredAt) => install({ anchoredAt })),
)

/** Any command about layers and what ends them, sensible or not; the last ones are rare, as little comes after them. */
export const anyLayerCommand: fc.Arbitrary<WarrantyCommand> = fc.oneof(
  { weight: 4, arbitrary: anyAnchor },
  { weight: 4, arbitrary: anyExtension },
  { weight: 2, arbitrary: anyTime.map((extendedAt) => extendByLaw({ extendedAt })) },
  { weight: 2, arbitrary: anyOf('extension').map((extensionId) => reverse({ extensionId })) },
  { weight: 6, arbitrary: anyCustody },
  { weight: 1, arbitrary: anyEarlyTime.map((addedAt) => addLayer({ layer: pumpRepair, addedAt })) },
  {
    weight: 3,
    arbitrary: fc.tuple(anyLayerId, anyTime).map(([layerId, dueAt]) => expire({ layerId, dueAt })),
  },
  { weight: 1, arbitrary: anyTime.map((informedAt) => clarify({ informedAt })) },
  { weight: 2, arbitrary: anyEnding },
  {
    weight: 1,
    arbitrary: fc.oneof(
      anyTime.map((supersededAt) => supersede({ supersededAt })),
      anyTime.map((cancelledAt) => cancel({ cancelledAt })),
    ),
  },
)

/**
 * Facts that layers are counted by, in some order in which each is accepted: what is taken is handed back after it. Of
 * each custody and rest there is one.
 */
export const anyTermFacts: fc.Arbitrary<ReadonlyArray<ReadonlyArray<WarrantyCommand>>> = fc.array(
  fc.oneof(
    anyAnchor.map((anchored) => [anchored]),
    fc
      .tuple(anyOf('extension'), fc.constantFrom(conformity, motor, motorExtension), anyPeriod)
      .map(([extensionId, layerId, by]) => [extend({ extensionId, layerId, by, cause: 'goodwill' })]),
    anyTime.map((extendedAt) => [extendByLaw({ extendedAt })]),
    fc
      .tuple(anyOf('custody'), anyTime, fc.integer({ min: 0, max: 60 * 24 }))
      .map(([custodyId, takenAt, hours]) => [
        take({ custodyId, takenAt }),
        handBack({ custodyId, handedBackAt: millisecondsAfter(takenAt, hours * 3_600_000) }),
      ]),
    fc
      .tuple(anyOf('rest'), anyTime, fc.integer({ min: 0, max: 60 * 24 }))
      .map(([suspensionId, suspendedAt, hours]) => [
        suspend({ suspensionId, suspendedAt, layerIds: [motor, motorExtension] }),
        resume({ suspensionId, resumedAt: millisecondsAfter(suspendedAt, hours * 3_600_000) }),
      ]),
  ),
  { maxLength: 8 },
)
