/** What cases are told apart by. Each is undefined where it isn't known. */
export interface Circumstances {
  /** By which way the ticket was opened. */
  readonly channel?: string | undefined
  readonly kind?: string | undefined
  readonly priority?: string | undefined
  /** The team that has the ticket now. */
  readonly team?: string | undefined
  readonly customerId?: string | undefined
  readonly assetId?: string | undefined
  readonly purchaseId?: string | undefined
  readonly category?: string | undefined
  readonly subcategory?: string | undefined
  /** The events that told the kind, the priority, the topic and the team, where it wasn't the opening. */
  readonly toldBy: ReadonlyArray<string>
}

/**
 * Why a case enters no figure: it was a test, spam, opened by mistake, merged into another (which counts once for
 * both), or the history lacks the event that began it.
 */
export type Exclusion = 'test' | 'spam' | 'cancelled' | 'merged' | 'incomplete'
