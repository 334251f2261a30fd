import type { Decision } from '@aftersale/decider'
import type { SettlementEvent } from '../events/settlement.js'
import type { SettlementRejection } from '../settlement/settlement-rejections.js'

export type SettlementDecision = Decision<SettlementEvent, SettlementRejection>
