"""
Bringing articles in: the services of the import desk and of `manage.py import_articles`.

    batches.create_batch   items into a batch, nothing else stored
    planning.plan_batch    the dry run: what would become of each
    running.start_batch    lets the worker do it; running.run_batch is what the worker does
    mending.*              retry, declare an encoding, correct a text, cancel
"""
