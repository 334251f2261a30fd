/** How a group's consumers share its events. */
export type Strategy = 'DispatchToSingle' | 'RoundRobin' | 'Pinned'

const STRATEGIES: ReadonlyArray<Strategy> = ['DispatchToSingle', 'RoundRobin', 'Pinned']

/** What creating and updating a group say alike. */
export interface SettingsMessage {
  getResolveLinks(): boolean
  getRevision(): string
  getExtraStatistics(): boolean
  getMaxRetryCount(): number
  getMinCheckpointCount(): number
  getMaxCheckpointCount(): number
  getMaxSubscriberCount(): number
  getLiveBufferSize(): number
  getReadBatchSize(): number
  getHistoryBufferSize(): number
  getNamedConsumerStrategy(): number
  getMessageTimeoutMs(): number
  getCheckpointAfterMs(): number
}

export interface GroupSettings {
  readonly resolveLinks: boolean
  readonly extraStatistics: boolean
  readonly maxRetryCount: number
  readonly minCheckpointCount: number
  readonly maxCheckpointCount: number
  /** 0 for as many as come. */
  readonly maxSubscriberCount: number
  readonly liveBufferSize: number
  readonly readBatchSize: number
  readonly historyBufferSize: number
  readonly strategy: Strategy
  readonly messageTimeoutMs: number
  readonly checkpointAfterMs: number
}

export const groupSettings = (message: SettingsMessage): GroupSettings => ({
  resolveLinks: message.getResolveLinks(),
  extraStatistics: message.getExtraStatistics(),
  maxRetryCount: message.getMaxRetryCount(),
  minCheckpointCount: message.getMinCheckpointCount(),
  maxCheckpointCount: message.getMaxCheckpointCount(),
  maxSubscriberCount: message.getMaxSubscriberCount(),
  liveBufferSize: message.getLiveBufferSize(),
  readBatchSize: message.getReadBatchSize(),
  historyBufferSize: message.getHistoryBufferSize(),
  strategy: STRATEGIES[message.getNamedConsumerStrategy()] ?? 'RoundRobin',
  messageTimeoutMs: message.getMessageTimeoutMs(),
  checkpointAfterMs: message.getCheckpointAfterMs(),
})
