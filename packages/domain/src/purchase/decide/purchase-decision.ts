import type { Decision } from '@aftersale/decider'
import type { PurchaseEvent } from '../events.js'
import type { PurchaseRejection } from '../rejections.js'

export type PurchaseDecision = Decision<PurchaseEvent, PurchaseRejection>
