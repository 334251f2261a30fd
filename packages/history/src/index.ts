export { type Copy, type CopySummary, copyHistory, type TargetDiffers } from './copying/copy-history.js'
export { type FileSourceOptions, fileSource, MAX_LINE_BYTES, streamSource } from './file/file-source.js'
export { fileTarget, streamTarget } from './file/file-target.js'
export { isSameFile, PlaceTaken, type Replacement, replacementOf } from './file/replacement.js'
export { canonicalLine, type HistoryEvent } from './history-event.js'
export {
  describeFault,
  type FileFault,
  type HistoryFault,
  type LineFault,
  type Place,
  placeInWords,
  type RevisionFault,
  type StoreFault,
  unavailableInWords,
} from './history-fault.js'
export { type HistoryBatch, type HistorySource, storeSource } from './history-source.js'
export { type BulkAppend, type BulkStore, type HistoryTarget, type StoreTarget, storeTarget } from './history-target.js'
export { type Import, type ImportFault, type ImportSummary, importLog } from './import/import-log.js'
export type { Condition, Mapping, Rule, SourceValue } from './import/mapping.js'
export { builtInMappings, mappingFrom } from './import/mapping-file.js'
export type { LeftOut } from './import/source-value.js'
export type { MappingFault } from './import/ticket-commands.js'
export { revisionFaultOf, revisionsInOrder } from './revisions-in-order.js'
export { type Simulation, type SimulationSummary, simulateHistory } from './simulation/simulate-history.js'
export { type Verification, type VerificationFault, verifyHistory } from './verification/verify-history.js'
