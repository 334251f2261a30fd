export { type Copy, type CopySummary, copyHistory, type TargetDiffers } from './copying/copy-history.js'
export { type FileSourceOptions, fileSource, MAX_LINE_BYTES, streamSource } from './file/file-source.js'
export { fileTarget, streamTarget } from './file/file-target.js'
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
} from './history-fault.js'
export { type HistoryBatch, type HistorySource, storeSource } from './history-source.js'
export { type BulkAppend, type BulkStore, type HistoryTarget, storeTarget } from './history-target.js'
export { revisionsInOrder } from './revisions-in-order.js'
