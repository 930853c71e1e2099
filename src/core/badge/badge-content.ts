import { z } from 'zod';
import { CategorySchema, LocalizedTextSchema } from '../../contract/event.ts';
import { RegistrationSchema } from '../../contract/registration.ts';

/** What one badge says. Texts are drawn as given, cleaned of control characters; absent ones are ''. */
export const BadgeContentSchema = z.object({
  event: z.object({
    name: LocalizedTextSchema,
    /** Days and place, such as "2026.6.21–23 · 雁栖湖 Yanqi Lake". */
    line: z.string(),
  }),
  /** The id of the registration. */
  registration: z.string(),
  title: z.string(),
  badgeName: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  latinName: z.string(),
  organization: z.string(),
  jobTitle: z.string(),
  country: RegistrationSchema.shape.country,
  category: z.object({
    id: z.string(),
    name: LocalizedTextSchema,
    colour: CategorySchema.shape.colour,
  }),
  /** What the QR code holds, character for character. */
  code: RegistrationSchema.shape.code,
});

export type BadgeContent = Readonly<z.infer<typeof BadgeContentSchema>>;
