import type { AssetServiced } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One thing that was done to a unit, when it was done. */
export interface UnitService extends Moment {
  readonly serviceId: string
  readonly kind: AssetServiced['data']['kind']
  /** What had failed, as the shop names it. */
  readonly failureMode?: string | undefined
}

/**
 * One unit of the installed base, from when it was registered until nobody watched it any more. One row a unit; one that
 * was sold again after it had come back has a row for each time.
 */
export interface UnitFact {
  readonly assetId: string
  readonly registered: Moment
  /** In order of time. */
  readonly services: ReadonlyArray<UnitService>
  /** From here on nothing would be heard of it: it came back, was replaced or scrapped, or its observation ended. */
  readonly retired?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
