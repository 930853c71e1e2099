import { z } from 'zod';

// The window's content security policy allows no eval, which zod would try for its faster parsers. Import this first.
z.config({ jitless: true });
