/** What cases are told apart by. Each is absent where it isn't known. */
export interface Circumstances {
  /** By which way the ticket was opened. */
  readonly channel?: string
  readonly kind?: string
  readonly priority?: string
  /** The team that has the ticket now. */
  readonly team?: string
  readonly customerId?: string
  readonly assetId?: string
  readonly purchaseId?: string
  readonly category?: string
  readonly subcategory?: string
  /** The events that told the kind, the priority, the topic and the team, where it wasn't the opening. */
  readonly toldBy: ReadonlyArray<string>
}

/**
 * Why a case enters no figure: it was a test, spam, opened by mistake, merged into another (which counts once for
 * both), or the history lacks the event that began it.
 */
export type Exclusion = 'test' | 'spam' | 'cancelled' | 'merged' | 'incomplete'
