"""What is done later: the job table is the record, a message only rings with the ids of jobs."""
