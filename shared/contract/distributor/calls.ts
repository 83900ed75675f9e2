import * as z from 'zod'
import { command, query } from '../define'
import { bps, done, fen, id, instant, mobile, nothing, page, pageOf, signedFen, text, token } from '../fields'
import { NICKNAME } from '../member/limits'
import { CHANNEL, REAL_NAME, REFUSE_REASON, STOP_REASON } from './limits'
import { DISTRIBUTOR_STATES, STOPPED } from './schema'

export const distributor = {
  'distributor.status': query({
    permission: 'member',
    input: nothing,
    output: z.object({
      state: z.enum(DISTRIBUTOR_STATES),
      refusedReason: z.string().optional(),
      appliedAt: instant.optional(),
      /** Of somebody who was a distributor and is none now: how, why and when that came, and what is still there. */
      stopped: z
        .object({
          how: z.enum(STOPPED),
          reason: z.string().optional(),
          at: instant,
          availableFen: fen,
          debtFen: fen,
        })
        .optional(),
      agreement: z.object({ version: z.int(), title: z.string(), paragraphs: z.array(z.string()) }),
      /** The one rate that a newcomer earns at; a list, for the clients of 0.1.0. Nobody outside learns of others. */
      rates: z.array(z.object({ level: z.int(), rateBps: bps })),
    }),
  }),
  'distributor.apply': command({
    permission: 'member',
    input: z.strictObject({
      /** What others call the applicant; without it the name is the member's, who must have one. */
      nickname: text(NICKNAME.most, NICKNAME.least).optional(),
      realName: text(REAL_NAME.most, REAL_NAME.least),
      mobile,
      channel: text(CHANNEL.most, CHANNEL.least),
      agreementVersion: z.int().min(1),
      /** The same token twice is one application. */
      token: token.optional(),
    }),
    output: done,
    errors: [
      'NICKNAME_NEEDED',
      'ALREADY_APPLIED',
      'ALREADY_DISTRIBUTOR',
      'DISTRIBUTOR_STOPPED',
      'AGREEMENT_OUTDATED',
    ],
  }),
  /** Leaves for good: customers become free, what was earned stays. Whoever has left already has left. */
  'distributor.leave': command({
    permission: 'member',
    input: nothing,
    output: done,
    errors: ['NOT_DISTRIBUTOR'],
  }),
}

export const merchant = {
  'distributor.list': query({
    permission: 'staff:distributor.review',
    input: z.strictObject({
      ...page,
      state: z.enum(['pending', 'active', 'refused', 'stopped']).default('pending'),
    }),
    output: pageOf(
      z.object({
        distributorId: z.string(),
        nickname: z.string(),
        /** 林**. */
        realName: z.string(),
        /** 138****6207. */
        maskedMobile: z.string(),
        channel: z.string(),
        appliedAt: instant,
        decidedAt: instant.optional(),
        refusedReason: z.string().optional(),
        recommendedBy: z.string().optional(),
        earnedFen: signedFen.optional(),
        /** Of somebody who is none any more. */
        stopped: z.object({ how: z.enum(STOPPED), reason: z.string().optional(), at: instant }).optional(),
      }),
    ),
  }),
  /** Who an applicant or a distributor is, in clear, and a row of the trail that says who looked. */
  'distributor.reveal': command({
    permission: 'staff:distributor.review',
    input: z.strictObject({ distributorId: id }),
    output: z.object({ realName: z.string(), mobile: z.string(), channel: z.string() }),
    errors: ['NOT_FOUND'],
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
    errors: ['NOT_FOUND', 'REVIEW_STATE', 'TEXT_REFUSED'],
  }),
  /** Suspends, removes or takes back; of two at once one counts, and the same one again is no other. */
  'distributor.setStanding': command({
    permission: 'staff:distributor.review',
    input: z.discriminatedUnion('act', [
      z.strictObject({
        distributorId: id,
        act: z.literal('suspend'),
        reason: text(STOP_REASON.most, STOP_REASON.least),
      }),
      z.strictObject({
        distributorId: id,
        act: z.literal('remove'),
        reason: text(STOP_REASON.most, STOP_REASON.least),
      }),
      z.strictObject({ distributorId: id, act: z.literal('reinstate') }),
    ]),
    output: done,
    errors: ['NOT_FOUND', 'STANDING_STATE', 'TEXT_REFUSED'],
  }),
}
