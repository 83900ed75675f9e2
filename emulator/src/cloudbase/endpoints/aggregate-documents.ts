import { runPipeline } from '../aggregate/pipeline'
import { invalidParam } from '../errors'
import type { AdminRequest, Answer } from '../engine/request'
import { parseEjson, stringify } from '../value/ejson'
import type { Value } from '../value/types'
import type { EndpointContext } from './context'
import { checkedList } from './fields'

/** `aggregate`. */
export function aggregateDocuments(request: AdminRequest, { store, view, now }: EndpointContext): Answer {
  const collection = store.collection(request.collectionName)
  const stages = Array.isArray(request.stages) ? (request.stages as unknown[]) : null
  if (!stages) throw invalidParam('stages must be a list')
  const pipeline = stages.map((stage): [string, Value] => {
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown }
    if (typeof stageKey !== 'string' || typeof stageValue !== 'string') {
      throw invalidParam('a stage needs a stageKey and a stageValue')
    }
    return [stageKey, parseEjson(stageValue, now)]
  })
  const docs = runPipeline(pipeline, { collection, store, view })
  return { data: { list: checkedList(docs.map(stringify)) } }
}
