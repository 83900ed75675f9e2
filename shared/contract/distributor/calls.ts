import * as z from 'zod'
import { command, query } from '../define'
import { bps, done, id, instant, mobile, nothing, page, pageOf, signedFen, text, token } from '../fields'
import { CHANNEL, REAL_NAME, REFUSE_REASON } from './limits'
import { DISTRIBUTOR_STATES } from './schema'

export const distributor = {
  'distributor.status': query({
    permission: 'member',
    input: nothing,
    output: z.object({
      state: z.enum(DISTRIBUTOR_STATES),
      refusedReason: z.string().optional(),
      appliedAt: instant.optional(),
      agreement: z.object({ version: z.int(), title: z.string(), paragraphs: z.array(z.string()) }),
      /** The one rate that a newcomer earns at; a list, for the clients of 0.1.0. Nobody outside learns of others. */
      rates: z.array(z.object({ level: z.int(), rateBps: bps })),
    }),
  }),
  'distributor.apply': command({
    permission: 'member',
    input: z.strictObject({
      realName: text(REAL_NAME.most, REAL_NAME.least),
      mobile,
      channel: text(CHANNEL.most, CHANNEL.least),
      agreementVersion: z.int().min(1),
      /** The same token twice is one application. */
      token: token.optional(),
    }),
    output: done,
    errors: ['ALREADY_APPLIED', 'ALREADY_DISTRIBUTOR', 'AGREEMENT_OUTDATED'],
  }),
}

export const merchant = {
  'distributor.list': query({
    permission: 'staff:distributor.review',
    input: z.strictObject({ ...page, state: z.enum(['pending', 'active', 'refused']).default('pending') }),
    output: pageOf(
      z.object({
        distributorId: z.string(),
        nickname: z.string(),
        realName: z.string(),
        /** 138****6207. */
        maskedMobile: z.string(),
        channel: z.string(),
        appliedAt: instant,
        decidedAt: instant.optional(),
        refusedReason: z.string().optional(),
        recommendedBy: z.string().optional(),
        earnedFen: signedFen.optional(),
      }),
    ),
  }),
  'distributor.decide': command({
    permission: 'staff:distributor.review',
    input: z.discriminatedUnion('decision', [
      z.strictObject({ distributorId: id, decision: z.literal('approve') }),
      z.strictObject({
        distributorId: id,
        decision: z.literal('refuse'),
        reason: text(REFUSE_REASON.most, REFUSE_REASON.least),
      }),
    ]),
    output: done,
    errors: ['NOT_FOUND', 'REVIEW_STATE'],
  }),
}
