import type { LocalDate } from '@aftersale/domain/calendar'
import type { EntitlementConsumed, RemedyChosen, WarrantyExtended, WarrantyRegistered } from '@aftersale/domain/events'
import type { Money } from '@aftersale/domain/money'
import type { Moment } from '../moment.js'
import type { ClaimStatus, Party } from '../what-became-of-each-claim/claim-fact.js'

type LayerTerms = WarrantyRegistered['data']['layers'][number]

/** How a layer stands on a day. `lapsed`: it did not go along to another owner. */
export type LayerStatus =
  | 'pending'
  | 'active'
  | 'suspended'
  | 'expired'
  | 'voided'
  | 'lapsed'
  | 'superseded'
  | 'cancelled'

/** Why it stands so, as a code, and the event that made it so; without one, time alone did. */
export interface Why {
  readonly because: string
  readonly told?: Moment | undefined
}

export interface LayerExtension extends Moment {
  readonly extensionId: string
  readonly by: WarrantyExtended['data']['by']
  readonly cause: WarrantyExtended['data']['cause']
}

/** What one layer of a warranty says on a day: who pays for what, from when until when, and why. */
export interface LayerCoverage {
  readonly layerId: string
  readonly kind: LayerTerms['kind']
  readonly status: LayerStatus
  /** Where it is active; and where it stands still because whoever answers for it has the product. */
  readonly covers: boolean
  readonly why: Why
  /** Both days are covered. Absent while it waits for what it is counted from. */
  readonly startsOn?: LocalDate | undefined
  readonly lastOn?: LocalDate | undefined
  /** Who pays, and the entry of a directory under which to turn to them. */
  readonly party: Party
  readonly contact?: string | undefined
  /** What it is for; absent: everything that isn't excluded. */
  readonly covered?: LayerTerms['covered']
  readonly excluded: LayerTerms['excluded']
  /** What it asks of whoever claims; those that were not shown before the purchase bind nobody, and are not here. */
  readonly conditions: ReadonlyArray<string>
  readonly serviceFees: ReadonlyArray<Money>
  readonly extensions: ReadonlyArray<LayerExtension>
}

/** What the customer was told of whom to turn to. */
export interface PartyClarified extends Moment {
  readonly party: Party
  readonly contact: string
  readonly failureModes: ReadonlyArray<string>
  /** They had contacted the desk about it before, and were not told then. */
  readonly late: boolean
}

export interface ClaimOnWarranty {
  readonly claimId: string
  readonly failureMode: string
  readonly reported: Moment
  readonly status: ClaimStatus
  readonly remedy?: RemedyChosen['data']['remedy'] | undefined
}

/** One warranty on a day. */
export interface WarrantyCoverage {
  readonly warrantyId: string
  readonly assetId: string
  readonly serial?: string | undefined
  readonly registered: Moment
  /** That of the best of its layers. */
  readonly status: LayerStatus
  /** The layers that cover on that day come first, then the others; each in the order of the terms. */
  readonly layers: ReadonlyArray<LayerCoverage>
  readonly clarified: ReadonlyArray<PartyClarified>
  readonly claims: ReadonlyArray<ClaimOnWarranty>
  readonly carriedFrom?: string | undefined
  readonly supersededBy?: string | undefined
}

/** What is left of one thing that a plan gives. Without `left` there is no limit, or none of it was used yet. */
export interface EntitlementLeft extends Moment {
  readonly kind: EntitlementConsumed['data']['kind']
  readonly used: number
  readonly left?: number | undefined
}

/** A service plan on a day. */
export interface PlanCoverage {
  readonly servicePlanId: string
  readonly status: 'pending' | 'active' | 'suspended' | 'expired' | 'cancelled'
  readonly why: Why
  readonly startsOn?: LocalDate | undefined
  readonly lastOn?: LocalDate | undefined
  readonly used: ReadonlyArray<EntitlementLeft>
}

/** All that covers one unit, or did, on a day. */
export interface Coverage {
  readonly assetId: string
  readonly warranties: ReadonlyArray<WarrantyCoverage>
  readonly plans: ReadonlyArray<PlanCoverage>
}
