import defaultLayoutFile from '../../../resources/layouts/default.json' with { type: 'json' };
import { type BadgeLayout, BadgeLayoutFileSchema } from '../../contract/badge-layout.ts';

export const defaultLayout: BadgeLayout = BadgeLayoutFileSchema.parse(defaultLayoutFile);
