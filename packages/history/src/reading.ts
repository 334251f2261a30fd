export { type FileSourceOptions, fileSource, MAX_LINE_BYTES, streamSource } from './file/file-source.js'
export type { HistoryEvent } from './history-event.js'
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
export { revisionFaultOf, revisionsInOrder } from './revisions-in-order.js'
