import type { Decision } from '@aftersale/decider'
import type { WarrantyEvent } from '../events.js'
import type { WarrantyRejection } from '../rejections.js'

export type WarrantyDecision = Decision<WarrantyEvent, WarrantyRejection>
