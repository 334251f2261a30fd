import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { unknownFields } from '../unknown-fields.js'
import { isCounted, type PlanEntitlement, ServicePlanTerms } from './service-plan-terms.js'

/**
 * Reads terms that a person wrote, and says what is wrong with them, a sentence for each place:
 * `period: expected Period, got "2 years"`. Beyond the form of their fields terms must make sense; their README has the
 * rules. What a command holds is read by the codec alone.
 */
export const decodePlanTerms = (input: unknown): E.Either<ReadonlyArray<string>, ServicePlanTerms> => {
  const unknown = unknownFields(ServicePlanTerms, input).map((path) => `${path}: no field of plan terms`)
  const decoded = ServicePlanTerms.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left), ...unknown])
  const faults = [...unknown, ...rules.flatMap((faultsOf) => faultsOf(decoded.right))]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The terms, for those that stand in code. Throws a TypeError with what `decodePlanTerms` finds wrong. */
export const planTerms = (input: unknown): ServicePlanTerms => {
  const decoded = decodePlanTerms(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`These are no plan terms:\n${decoded.left.join('\n')}`)
}

type FaultsOf = (terms: ServicePlanTerms) => ReadonlyArray<string>

const termsEndOnTheirOwnDay: FaultsOf = ({ countingRule, start, coolingOff }) => [
  ...(countingRule === 'event-day-excluded'
    ? ['countingRule: a term moves to no working day, or terms would not follow each other']
    : []),
  ...(start === 'end-of-cooling-off' && coolingOff === undefined
    ? ['coolingOff: missing, the first term begins where it ends']
    : []),
]

const feesAreSaid: FaultsOf = ({ cancellation: { fee } }) =>
  fee !== undefined && fee.fixedMinor === undefined && fee.rate === undefined
    ? ['cancellation.fee: neither an amount nor a rate']
    : []

const somethingIsPromised: FaultsOf = ({ entitlements, maintenance }) => [
  ...(entitlements.length === 0 && maintenance === undefined ? ['entitlements: nothing is promised'] : []),
  ...entitlements.flatMap((entitlement, index) => [
    ...(entitlements.findIndex(({ kind }) => kind === entitlement.kind) < index
      ? [`entitlements[${index}].kind: ${entitlement.kind} stands before`]
      : []),
    ...faultsOfEntitlement(entitlement).map((fault) => `entitlements[${index}].${fault}`),
  ]),
]

const faultsOfEntitlement = ({
  kind,
  quantity,
  unitValueMinor,
  serviceLevelRef,
  rate,
}: PlanEntitlement): ReadonlyArray<string> => [
  ...(!isCounted(kind) && quantity !== undefined ? [`quantity: of ${kind} nothing is counted`] : []),
  ...(!isCounted(kind) && unitValueMinor !== undefined ? [`unitValueMinor: of ${kind} nothing is counted`] : []),
  ...(kind === 'response-time' && serviceLevelRef === undefined
    ? ['serviceLevelRef: missing, it promises no time']
    : []),
  ...(kind !== 'response-time' && serviceLevelRef !== undefined
    ? [`serviceLevelRef: ${kind} promises no response time`]
    : []),
  ...(kind === 'discount' && rate === undefined ? ['rate: missing, nothing is taken off'] : []),
  ...(kind !== 'discount' && rate !== undefined ? [`rate: ${kind} is no discount`] : []),
]

const deductionsHaveAValue: FaultsOf = ({ cancellation, entitlements }) =>
  cancellation.deductsServiceReceived
    ? entitlements.flatMap(({ kind, unitValueMinor }, index) =>
        isCounted(kind) && unitValueMinor === undefined
          ? [`entitlements[${index}].unitValueMinor: missing, ${kind} received are deducted`]
          : [],
      )
    : []

const allowancesAreOfSomething: FaultsOf = ({ allowanceEvery, entitlements }) =>
  allowanceEvery !== undefined && entitlements.every(({ quantity }) => quantity === undefined)
    ? ['allowanceEvery: no quantity begins anew']
    : []

const maintenanceMakesSense: FaultsOf = ({ maintenance }) =>
  maintenance === undefined
    ? []
    : [
        ...((maintenance.every === undefined) === (maintenance.byUse === undefined)
          ? ['maintenance: either by time or by use, and not both']
          : []),
        ...((maintenance.proposedDaysAhead ?? 1) > 366
          ? ['maintenance.proposedDaysAhead: more than a year ahead']
          : []),
      ]

const rules: ReadonlyArray<FaultsOf> = [
  termsEndOnTheirOwnDay,
  feesAreSaid,
  somethingIsPromised,
  deductionsHaveAValue,
  allowancesAreOfSomething,
  maintenanceMakesSense,
]
