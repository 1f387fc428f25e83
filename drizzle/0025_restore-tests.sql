CREATE TABLE "restore_tests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"taken_at" timestamp with time zone,
	"tables" integer NOT NULL,
	"rows" double precision NOT NULL,
	"bytes" double precision NOT NULL,
	"seconds" double precision NOT NULL,
	"trail" text NOT NULL,
	"outcome" text NOT NULL,
	"fault" text,
	CONSTRAINT "restore_tests_source" CHECK ("restore_tests"."source" in ('kept', 'made')),
	CONSTRAINT "restore_tests_trail" CHECK ("restore_tests"."trail" in ('intact', 'changed', 'unread')),
	CONSTRAINT "restore_tests_outcome" CHECK ("restore_tests"."outcome" in ('right', 'failed', 'no-room')),
	CONSTRAINT "restore_tests_fault" CHECK (("restore_tests"."outcome" = 'right') = ("restore_tests"."fault" is null))
);
