import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError } from '../base'
import { call } from './endpoints/call'
import { httpAccess } from './endpoints/http-access'
import type { Runner } from './runner'

export interface FunctionsServer {
  /** Answers `/functions/<name>/…` and `POST /call/<name>`. @throws HttpError */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

/** The functions over HTTP; without a runner there are none. */
export function createServer(runner: Runner | undefined): FunctionsServer {
  return {
    async handle(request, response) {
      const [, first] = /^\/([^/?]*)/.exec(request.url ?? '') ?? []
      if (first === 'functions') return httpAccess(runner, request, response)
      if (first === 'call') return call(runner, request, response)
      throw new HttpError(404, 'no such address')
    },
  }
}
